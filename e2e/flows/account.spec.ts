import { expect, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { aPerson, signIn } from "../support/people";

test("the viewer's name is changed by them, and shown so", async ({ page }) => {
  const person = aPerson("reader");
  await signIn(page, person);
  await page.goto("/account");
  await page.getByLabel("Name", { exact: true }).fill("  ");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Enter a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Zoë van Dijk");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Zoë van Dijk");
  await expect(page.getByRole("button", { name: /Zoë van Dijk/ })).toBeVisible();
  await isClean(page, "the account page");
});

test("A20 · theme, density and time zone that were chosen are there at the first paint, without a script", async ({
  page,
  browser,
}) => {
  await signIn(page, aPerson("reader"));
  await page.goto("/account");
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("Compact", { exact: true }).click();
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await expect(page.getByText("Times are written in Asia/Tokyo.")).toBeVisible();
  const state = await page.context().storageState();
  const silent = await (await browser.newContext({ storageState: state, javaScriptEnabled: false })).newPage();
  await silent.goto("/account");
  await expect(silent.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(silent.locator("html")).toHaveAttribute("data-density", "compact");
  await expect(silent.getByText("Times are written in Asia/Tokyo.")).toBeVisible();
  await page.reload();
  await page.getByLabel("Time zone").selectOption("As the browser has it");
  await expect(page.getByText("Times are written in Asia/Tokyo.")).toBeHidden();
});

test("single keys can be switched off, and chords go on working (WCAG 2.1.4)", async ({ page }) => {
  await signIn(page, aPerson("reader"));
  await page.goto("/account");
  await page.getByRole("group", { name: "Single-key shortcuts" }).getByText("Off").click();
  await page.goto("/tokens");
  await page.keyboard.press("n");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expect(page).toHaveURL(/\/tokens$/);
});

test("each session says where it is, and this one is not offered an end", async ({ page, browser }) => {
  const person = aPerson("reader");
  await signIn(page, person);
  await signIn(await (await browser.newContext()).newPage(), person);
  await page.goto("/account");
  const list = page.getByRole("listitem").filter({ hasText: "Last seen:" });
  await expect(list).toHaveCount(2);
  const own = list.filter({ hasText: "· this one" });
  await expect(own).toContainText("127.0.0.1");
  await expect(own.getByRole("button")).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out others" }).click();
  await expect(page.getByText("1 session ended")).toBeVisible();
  await page.getByRole("link", { name: "Show your tokens" }).click();
  await expect(page).toHaveURL(/view=mine/);
});

test("whoever is signed out meanwhile signs in over the page as it stands: what was typed is still there (2.2.1, 3.3.7)", async ({
  page,
  browser,
}) => {
  const person = aPerson("writer");
  await signIn(page, person);
  await page.goto("/tokens/new");
  await page.getByLabel("Name").fill("half written");
  await page.getByLabel("Note").fill("kept across a sign-in");
  const other = await (await browser.newContext()).newPage();
  await signIn(other, person);
  await other.goto("/account");
  await other.getByRole("button", { name: "Sign out others" }).click();
  await expect(other.getByText("1 session ended")).toBeVisible();

  await page.getByRole("button", { name: "Create token" }).click();
  const dialog = page.getByRole("dialog", { name: "You were signed out" });
  await expect(dialog).toContainText("What you typed is still here.");
  await isClean(page, "signing in again");
  await dialog.getByLabel("Password", { exact: true }).fill("not the password at all");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog.getByRole("alert")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(person.password);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("Name")).toHaveValue("half written");
  await expect(page.getByLabel("Note")).toHaveValue("kept across a sign-in");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByRole("dialog", { name: "Store this secret now" })).toBeVisible();
});
