import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { hears } from "../support/keys";
import { aPerson, createToken, type Person, signIn } from "../support/people";

let owner: Person;
test.beforeAll(() => {
  owner = aPerson("owner");
});
test.beforeEach(async ({ page }) => {
  await signIn(page, owner);
});

test("single keys go places, find, step through rows and open their menu; not while one writes, and not once switched off", async ({
  page,
  context,
  baseURL,
}) => {
  await createToken(page, "key-a");
  await createToken(page, "key-b");
  await page.goto("/tokens?view=mine");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(async () => {
    await page.keyboard.press("?"); // a page that has only just come does not hear yet
    await expect(sheet).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await isClean(page, "the sheet of shortcuts");
  await page.keyboard.press("n");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();

  const names = page.getByRole("rowheader").getByRole("link");
  await page.keyboard.press("j");
  await expect(names.first()).toBeFocused();
  await page.keyboard.press("j");
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(names.first()).toBeFocused();
  await page.keyboard.press(".");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search tokens" });
  await expect(search).toBeFocused();
  await page.keyboard.type("gn?");
  await expect(search).toHaveValue("gn?");
  await search.fill("");
  await search.blur();
  await page.keyboard.press("g");
  await page.keyboard.press("m");
  await expect(page).toHaveURL(/\/members/);
  await expect(page.getByRole("heading", { level: 1, name: /Members/ })).toBeFocused();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/tokens\/new/);
  await page.getByLabel("Name").fill("sent by keyboard");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search or jump to" })).toBeHidden();

  await context.addCookies([{ name: "latchkey-shortcuts", value: "off", url: baseURL ?? "" }]);
  const calm = await context.newPage();
  await calm.goto("/members");
  await expect(async () => {
    await calm.keyboard.press("?");
    await calm.keyboard.press("n");
    await calm.keyboard.press("ControlOrMeta+k");
    await expect(calm.getByRole("combobox", { name: "Search or jump to" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(calm).toHaveURL(/\/members/);
  await expect(calm.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeHidden();
});

test("the account menu has the themes in a menu of its own, by keys alone, and what was said lately", async ({
  page,
}) => {
  await page.goto("/roles/new"); // nothing lies under the menu that it would cover in part
  const button = page.getByRole("button", { name: /^Account:/ });
  await hears(button);
  await button.focus();
  await page.keyboard.press("Enter");
  const theme = page.getByRole("menuitem", { name: "Theme" });
  await expect(page.getByRole("menuitem", { name: "Your account" })).toBeFocused();
  await page.keyboard.press("t");
  await expect(theme).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("menuitemradio", { name: "System" })).toBeFocused();
  await expect(page.getByRole("menuitemradio", { name: "System" })).toBeChecked();
  await isClean(page, "the account menu");
  await page.keyboard.press("ArrowLeft");
  await expect(theme).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("d");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(button).toBeFocused();

  await button.click();
  await page.getByRole("menuitem", { name: "Recent" }).click();
  const recent = page.getByRole("dialog", { name: "Recent" });
  await expect(recent).toContainText("Nothing yet");
  await isClean(page, "recent, none");
});

test("a toast waits while it is read, can be dismissed, and stands in Recent afterwards", async ({ page }) => {
  await createToken(page, "toasted");
  await page.goto("/tokens?view=mine");
  await page.getByRole("button", { name: "Actions for toasted" }).click();
  await page.getByRole("menuitem", { name: "Copy ID" }).click();
  const toast = page.getByRole("status").filter({ has: page.getByRole("button", { name: "Dismiss" }) });
  await expect(toast).toBeVisible();
  const said = ((await toast.textContent()) ?? "").trim();
  await toast.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByRole("button", { name: "Dismiss" })).toHaveCount(0);
  await page.getByRole("button", { name: /^Account:/ }).click();
  await page.getByRole("menuitem", { name: "Recent" }).click();
  await expect(page.getByRole("dialog", { name: "Recent" })).toContainText(said);
});

test("a server that cannot be reached is told at the top until it can; what is on the page stays", async ({
  page,
  context,
}) => {
  await createToken(page, "still readable");
  await page.goto("/tokens?view=mine", { waitUntil: "networkidle" });
  await context.setOffline(true);
  const banner = page.getByText("No connection to the server. What you see may be out of date.");
  await expect(banner).toBeVisible();
  await page.getByRole("link", { name: "still readable" }).click();
  await expect(page.getByRole("link", { name: "still readable" })).toBeVisible();
  await isClean(page, "without a server");
  await context.setOffline(false);
  await expect(banner).toBeHidden();
});

test("a page that is long in coming shows its heading and outline, never on a hard load; the skip link leads past the navigation", async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(/\/roles\?_rsc/, async (route) => {
    if (!route.request().headers()["next-router-prefetch"]) await held;
    await route.continue();
  });
  await page.getByRole("link", { name: "Roles", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Roles" })).toBeVisible();
  await expect(page.getByText("Loading")).toBeAttached();
  await expect(page).not.toHaveURL(/\/roles/);
  release();
  await expect(page).toHaveURL(/\/roles/);
  await expect(page.getByText("Loading")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: /Roles/ })).toBeFocused();

  const plain = await page.request.get("/roles");
  expect(await plain.text()).not.toMatch(/<p[^>]*>Loading/);
  await page.reload();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest("main") !== null)).toBe(true);
});

test("on a phone the places fold into a menu, also without a script", async ({ browser, baseURL, context }) => {
  const { cookies } = await context.storageState();
  const phone = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    storageState: { cookies, origins: [] },
    viewport: { width: 390, height: 800 },
    javaScriptEnabled: false,
  });
  const page = await phone.newPage();
  await page.goto("/tokens");
  const members = page.getByRole("link", { name: "Members", exact: true });
  await expect(members).toBeHidden();
  await page.getByRole("button", { name: "Menu" }).click();
  await members.click();
  await expect(page.getByRole("heading", { level: 1, name: /Members/ })).toBeVisible();
  await phone.close();
});
