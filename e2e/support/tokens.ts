import { expect, type Page } from "@playwright/test";
import { confirmStored } from "./people";

/** Makes a service token in the browser, says that it is stored, and answers with its secret. */
export async function createServiceToken(page: Page, name: string, role?: string): Promise<string> {
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill(name);
  await page.getByRole("radio", { name: /^Service/ }).check();
  if (role) {
    await page.getByRole("button", { name: /^Role/ }).click();
    await page.getByRole("option", { name: new RegExp(`^${role}`) }).click();
  }
  await page.getByRole("button", { name: "Create token" }).click();
  const secret = await page.getByRole("textbox", { name: "Secret" }).inputValue();
  await confirmStored(page);
  return secret;
}

/** Asks for a service token of an Admin's level, which takes a late proof of who is there. */
export async function askForGreatToken(page: Page, name: string): Promise<void> {
  await page.goto("/tokens/new");
  await page.getByRole("radio", { name: /^Service/ }).check({ force: true });
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: /^Role/ }).click();
  await page.getByRole("option", { name: /^Admin/ }).click();
  await page.getByRole("button", { name: "Create token" }).click();
}

/** Opens the page of a token by its name in the list, and answers with its id. */
export async function openToken(page: Page, name: string): Promise<string> {
  await page.goto(`/tokens?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Rotates the token whose page is open, up to the showing of its new secret. */
export async function rotate(page: Page, overlap: string): Promise<string> {
  await page.getByRole("button", { name: "Rotate…" }).first().click();
  const dialog = page.getByRole("dialog", { name: /^Rotate / });
  await dialog.getByText(overlap, { exact: true }).click();
  await dialog.getByRole("button", { name: "Rotate and show new secret" }).click();
  const shown = page.getByRole("dialog", { name: "Store the new secret now" });
  return shown.getByRole("textbox", { name: "Secret" }).inputValue();
}

/** Looks at the open page of a token until it tells of the use that was just made. */
export async function untilUsed(page: Page): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.locator("dl > div").first()).toContainText("Just now", { timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
}
