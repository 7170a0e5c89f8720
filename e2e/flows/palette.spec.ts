import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { aPerson, clipboard, createToken, type Person, signIn } from "../support/people";

let owner: Person;
test.beforeAll(() => {
  owner = aPerson("owner");
});

async function openPalette(page: Page) {
  const field = page.getByRole("combobox", { name: "Search or jump to" });
  await expect(async () => {
    await page.keyboard.press("ControlOrMeta+k"); // a page that has only just come does not hear yet
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  return { field, list: page.getByRole("listbox", { name: "Results" }) };
}

test("the palette goes to a token by name or last four, and to roles, members and pages, by keyboard alone", async ({
  page,
}) => {
  await signIn(page, owner);
  const secret = await createToken(page, "palette-bot");
  const { field, list } = await openPalette(page);
  await expect(list.getByRole("option").first()).toHaveText("New token");
  await isClean(page, "the palette, empty");
  await field.fill("palette-b");
  const option = list.getByRole("option", { name: /^palette-bot/ });
  await expect(option).toHaveAttribute("href", /^\/tokens\/[0-9a-f]{24}$/);
  await isClean(page, "the palette, with results");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("palette-bot");
  await expect(field).toBeHidden();

  await (await openPalette(page)).field.fill(secret.slice(-4));
  await expect(list.getByRole("option", { name: /^palette-bot/ })).toBeVisible();
  await field.fill(owner.email);
  await expect(list.getByRole("option", { name: new RegExp(owner.name) })).toBeVisible();
  await field.fill("roles");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/roles$/);
});

test("other consoles' words find ours, and an act before a name finds the token", async ({ page }) => {
  await signIn(page, owner);
  await createToken(page, "old-pipeline");
  const { field, list } = await openPalette(page);
  await field.fill("delete");
  await expect(list.getByRole("option", { name: /^Revoke a token/ })).toBeVisible();
  await field.fill("regenerate");
  await expect(list.getByRole("option", { name: /^Rotate a token/ })).toBeVisible();
  await field.fill("remove old-pipe");
  await expect(list.getByRole("option", { name: /^old-pipeline.*to revoke/ })).toBeVisible();
});

test("the palette names nothing that its caller may not see", async ({ page, browser }) => {
  await signIn(page, owner);
  await createToken(page, "unseen-personal");
  const reader = await (await browser.newContext()).newPage();
  await signIn(reader, aPerson("reader"));
  const { field, list } = await openPalette(reader);
  await field.fill("unseen-personal");
  await expect(list.getByRole("option")).toHaveText([/^Search tokens for “unseen-personal”/]);
  await reader.close();
});

test("a whole secret that is pasted into the palette never leaves the browser", async ({ page }) => {
  await signIn(page, owner);
  const secret = await createToken(page, "pasted-bot");
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  const { field, list } = await openPalette(page);
  await field.fill(secret);
  await expect(page.getByText("the rest wasn't sent")).toBeVisible();
  await expect(list.getByRole("option", { name: /^pasted-bot/ })).toBeVisible();
  expect(sent.join("\n")).not.toContain(secret.slice(4, 40));
});

test("commands: the theme changes at once, the API's address is copied; Esc gives the focus back", async ({
  page,
  context,
  baseURL,
}) => {
  await context.grantPermissions(["clipboard-write"]);
  await signIn(page, owner);
  const button = page.getByRole("button", { name: "Search or jump to" });
  await button.click();
  const field = page.getByRole("combobox", { name: "Search or jump to" });
  await field.fill("dark");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await button.click();
  await field.fill("base url");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Copied the API base URL")).toBeVisible();
  expect(await clipboard(page)).toBe(`${baseURL}/api/v2`);
  await button.click();
  await page.keyboard.press("Escape");
  await expect(field).toBeHidden();
  await expect(button).toBeFocused();
});
