import { type Browser, expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { DemoServer } from "../support/demo-server";

const demo = new DemoServer();
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  await demo.start();
  page = await demo.open(browser, "owner");
});
test.afterAll(() => demo.stop());

const boxes = () => page.locator("tbody input[type=checkbox]");
const bar = () => page.getByRole("region", { name: "Actions for selection" });

async function pick(address: string, count: number): Promise<string[]> {
  await page.goto(address);
  for (let at = 0; at < count; at++) await boxes().nth(at).check();
  await expect(bar()).toContainText(`${count} selected`);
  const picked = page.locator("tbody tr").filter({ has: page.locator("input:checked") });
  return picked.getByRole("rowheader").getByRole("link").allInnerTexts();
}

/** The row of the token of exactly that name. */
const rowOf = (name: string) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });

/** Ends one token in another browser, as somebody else would meanwhile. */
async function revokeElsewhere(browser: Browser, address: string, name: string): Promise<void> {
  const other = await demo.open(browser, "owner");
  await other.goto(address);
  await other.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await other.getByRole("menuitem", { name: "Revoke…" }).click();
  const dialog = other.getByRole("dialog", { name: `Revoke ${name}?` });
  await expect(dialog.getByRole("button", { name: "Revoke token" })).toBeVisible();
  const typed = dialog.getByLabel(/^Type .* to confirm/);
  if ((await typed.count()) > 0) await typed.fill(name);
  await dialog.getByRole("button", { name: "Revoke token" }).click();
  await expect(other.getByText(`Revoked ${name}`)).toBeVisible();
  await other.context().close();
}

test("A14 · a selection keeps across pages and orders, reaches all that match, and ends with its filter, which is said", async () => {
  await page.goto("/tokens?view=all&size=25&sort=name");
  await boxes().nth(1).check();
  await boxes()
    .nth(4)
    .click({ modifiers: ["Shift"] });
  await expect(bar()).toContainText("4 selected");
  await boxes().nth(2).focus();
  await page.keyboard.press("Space");
  await expect(bar()).toContainText("3 selected");
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator("tbody input:checked")).toHaveCount(0);
  await boxes().first().check();
  await expect(bar()).toContainText("4 selected");
  await page.getByRole("columnheader", { name: "Created" }).getByRole("link").click();
  await expect(page).toHaveURL(/sort=-created/);
  await expect(bar()).toContainText("4 selected");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await page.getByRole("button", { name: /^Select all \d+ that match$/ }).click();
  const all = (await bar().textContent()) ?? "";
  await boxes().first().uncheck();
  await expect(bar()).toContainText(`${Number.parseInt(all, 10) - 1} selected`);
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.locator("tbody input:not(:checked)")).toHaveCount(0);
  await page.getByRole("link", { name: /^Service/ }).click();
  await expect(bar()).toHaveCount(0);
  await expect(page.getByText("Selection cleared because the filter changed.")).toBeAttached();
  await boxes().first().check();
  await page.keyboard.press("Escape");
  await expect(bar()).toHaveCount(0);
});

test("A14 · tokens are paused together, and come back one by one", async () => {
  const names = await pick("/tokens?view=all&type=personal&status=active&sort=name", 2);
  await bar().getByRole("button", { name: "Pause…" }).click();
  await page.getByRole("dialog", { name: "Pause 2 tokens?" }).getByRole("button", { name: "Pause 2 tokens" }).click();
  await expect(page.getByText("Paused 2 tokens")).toBeVisible();
  await expect(bar()).toHaveCount(0);
  await page.goto("/tokens?view=all&status=paused&sort=name");
  for (const name of names) await expect(rowOf(name)).toContainText("Paused");
  await page.getByRole("button", { name: `Actions for ${names[0]}`, exact: true }).click();
  await page.getByRole("menuitem", { name: "Resume…" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Resume/ })
    .click();
  await expect(rowOf(names[0] ?? "")).toHaveCount(0);
});

test("A14 · revoking many names those in use first, takes the typed word, and asks again where the set has changed", async ({
  browser,
}) => {
  const [first = "", ...rest] = await pick("/tokens?view=all&sort=-lastUsed", 3);
  await bar().getByRole("button", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog", { name: "Revoke 3 tokens?" });
  await expect(dialog.getByText(/used in the last 24 hours/)).toBeVisible();
  await expect(dialog.getByText(first, { exact: true })).toBeVisible();
  await isClean(page, "bulk revoke");
  const submit = dialog.getByRole("button", { name: "Revoke 3 tokens" });
  await dialog.getByLabel("Type revoke 3 to confirm").fill("revoke 33");
  await expect(submit).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Type revoke 3 to confirm").fill("  revoke 3 ");
  await dialog.getByLabel("Reason").fill("the spring sweep");

  await revokeElsewhere(browser, "/tokens?view=all&sort=-lastUsed", first);

  await submit.click();
  const again = page.getByRole("dialog", { name: "Revoke 2 tokens?" });
  await expect(again.getByRole("alert")).toContainText("The selection changed since you looked: 1 token went.");
  await isClean(page, "bulk revoke, drifted");
  await again.getByLabel("Type revoke 2 to confirm").fill("revoke 2");
  await again.getByRole("button", { name: "Revoke 2 tokens" }).click();
  await expect(page.getByText("Revoked 2 tokens")).toBeVisible();
  await page.goto("/tokens?view=inactive&sort=-created&size=100");
  for (const name of [first, ...rest]) await expect(rowOf(name)).toContainText("Revoked");
});

test("A14 · what could not be done is listed, and tried again by itself", async ({ browser }) => {
  const [first = ""] = await pick("/tokens?view=all&sort=name&type=personal&status=active", 3);
  await bar().getByRole("button", { name: "Revoke…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type revoke 3 to confirm").fill("revoke 3");
  await page.route("**/tokens?*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await dialog.getByRole("button", { name: "Revoke 3 tokens" }).click();
  await expect(dialog.getByRole("alert")).toContainText("0 revoked, 3 not. Nothing else changed.");
  await expect(dialog.getByText("the server didn't answer")).toHaveCount(3);
  await isClean(page, "bulk revoke, left");
  await page.unroute("**/tokens?*");
  await revokeElsewhere(browser, "/tokens?view=all&sort=name&type=personal&status=active", first);
  await dialog.getByRole("button", { name: "Retry these" }).click();
  await expect(dialog.getByRole("alert")).toContainText("2 revoked, 1 not. Nothing else changed.");
  await expect(dialog.getByText("somebody ended it first")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toBeHidden();
});
