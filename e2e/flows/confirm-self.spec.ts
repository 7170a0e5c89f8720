import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { age } from "../support/database";
import { aPerson, confirmStored, signIn } from "../support/people";
import { raw } from "../support/raw";

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Confirm it's you" });
const cookieOf = async (page: Page) =>
  (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

async function aServiceToken(page: Page, name: string): Promise<void> {
  await page.goto("/tokens/new");
  await page.getByRole("radio", { name: /^Service/ }).check({ force: true });
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: /^Role/ }).click();
  await page.getByRole("option", { name: /^Admin/ }).click();
  await page.getByRole("button", { name: "Create token" }).click();
}

test("a quarter of an hour after signing in a great act asks who is there, and is then done as it was typed; the cookie from before is dead", async ({
  page,
}) => {
  const member = aPerson("owner");
  await signIn(page, member);
  await age(member.email, "authenticated_at", 16);
  const before = await cookieOf(page);
  expect((await raw("GET", "/tokens", { cookie: before })).status).toBe(200);
  await aServiceToken(page, "deploys it all");
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await isClean(page, "confirming who one is");
  await dialog.getByLabel("Password", { exact: true }).fill("not my password at all");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("That isn't your password.")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(member.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
  await confirmStored(page);
  await expect(page.getByRole("heading", { level: 1, name: "deploys it all" })).toBeVisible();
  expect((await raw("GET", "/tokens", { cookie: before })).headers.location).toBe("/sign-in?next=%2Ftokens");

  await aServiceToken(page, "and another"); // what was proven just now is not asked again
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
});

test("whoever does not confirm changes nothing and keeps what they typed; a file of the log is asked for before it is sent", async ({
  page,
}) => {
  const member = aPerson("owner");
  await signIn(page, member);
  await age(member.email, "authenticated_at", 16);
  await aServiceToken(page, "never made");
  await dialogOf(page).getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Confirm it's you to do this: it's a while since you signed in.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("never made");

  await page.goto("/audit");
  const sent = await page.request.post("/audit/export", {
    form: { format: "csv" },
    headers: { "sec-fetch-site": "same-origin" },
  });
  expect([sent.status(), await sent.text()]).toEqual([
    403,
    "Confirm it's you to do this: it's a while since you signed in.\n",
  ]);
  await expect(async () => {
    await page.getByRole("button", { name: "Export CSV" }).click({ timeout: 1_000 });
    await expect(dialogOf(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toBeHidden();
  await page.getByRole("button", { name: "Export CSV" }).click();
  await dialogOf(page).getByLabel("Password", { exact: true }).fill(member.password);
  const file = page.waitForEvent("download");
  await dialogOf(page).getByRole("button", { name: "Confirm" }).click();
  expect((await file).suggestedFilename()).toMatch(/^latchkey-audit-.*\.csv$/);
  await expect(page.getByText("Confirm it's you to do this")).toBeHidden();
});
