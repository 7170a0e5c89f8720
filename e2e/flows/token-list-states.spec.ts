import { expect, type Page, test } from "@playwright/test";
import { isClean } from "../support/axe";
import { DemoServer } from "../support/demo-server";

const demo = new DemoServer();
let page: Page;
const said: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  await demo.start();
  page = await demo.open(browser, "owner");
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
});
test.afterAll(() => demo.stop());

const rows = () => page.locator("table:not(figure table) tbody tr:has(th[scope=row])");

test("no state of the list that no address shows has an accessibility violation, light or dark, or says anything in the console", async () => {
  test.setTimeout(300_000);
  await page.goto("/tokens?view=all&exp=lt90d");
  await isClean(page, "by expiry, with its timeline");
  await page.goto("/tokens?view=all");
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await isClean(page, "selected");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add filter" }).click();
  await isClean(page, "filters");
  for (const name of ["Owner", "Created", "Expires"]) {
    await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog", { name: `Filter by ${name}` })).toBeVisible();
    await isClean(page, `filter by ${name}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add filter" }).click();
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "View", exact: true }).click();
  await isClean(page, "view");
  await page.keyboard.press("Escape");
  await rows()
    .first()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await isClean(page, "row menu");
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await isClean(page, "rename");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto("/tokens?view=attention");
  await isClean(page, "needs attention, narrow");
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(said).toEqual([]);
});

test("a list that cannot be read keeps its frame, names the reference, and comes back by itself when asked", async () => {
  await page.goto("/tokens?view=all");
  await demo.sql("alter table token_uses rename to token_uses_away");
  await page.goto("/tokens?view=all");
  const alert = page.getByRole("alert").filter({ hasText: "The tokens couldn't be loaded" });
  const reference = /Reference (\S+)\./.exec((await alert.textContent()) ?? "")?.[1] ?? "none";
  await expect(page.getByRole("columnheader", { name: "Name" })).toBeVisible();
  await isClean(page, "failed");
  expect(demo.printed).toContain(reference);
  await demo.sql("alter table token_uses_away rename to token_uses");
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(rows().first()).toBeVisible();
  await expect(alert).toHaveCount(0);
});

test("what others change meanwhile moves no row, is told, and is shown when it is wanted", async ({ browser }) => {
  await page.goto("/tokens?view=all&sort=name&size=25");
  const name = (await rows().first().getByRole("rowheader").getByRole("link").first().textContent()) ?? "";
  const other = await demo.open(browser, "owner");
  await other.goto("/tokens?view=all&sort=name&size=25");
  await other.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await other.getByRole("menuitem", { name: "Rename…" }).click();
  await other.getByRole("dialog").getByLabel("Name").fill("zz-renamed");
  await other.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(other.getByText("Renamed to zz-renamed")).toBeVisible();
  await other.context().close();
  await expect(async () => {
    await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await expect(page.getByText(/1 change since you opened this/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Refresh" }).click();
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
});

test("what needs attention says why in a line, offers what mends it, and stands on a timeline that narrows it", async () => {
  await page.goto("/tokens?view=attention");
  const first = rows().first();
  await expect(first).toContainText(
    /No request for|never used|Stops working|Nobody confirmed|Asks for more|never expires|has left/,
  );
  await expect(first.getByRole("rowheader").locator("a, button").last()).toHaveAccessibleName(
    /^(Revoke…|Pause…|Rotate…|See why|Look at it) /,
  );
  await page.getByText("View as table").click();
  await expect(page.getByRole("figure").getByRole("row")).toHaveCount(14);
  await page
    .getByRole("figure")
    .getByRole("link", { name: /without expiry$/ })
    .click();
  await expect(page).toHaveURL(/exp=none/);
  await expect(page.getByRole("button", { name: "Expires: No expiry. Edit" })).toBeVisible();
});

test("S9 A9 · Last used counts requests only; what else was done stands in a second line", async () => {
  await page.goto("/tokens?view=all&used=telemetry");
  const row = rows().first();
  await expect(row).toContainText("Never used");
  await expect(row).toContainText(/Telemetry .*(ago|now|yesterday)/i);
});

test("S11 A21 · whoever may make no tokens sees why, and whom to ask, beside the button that stays", async ({
  browser,
}) => {
  const yusuf = await demo.open(browser, "nobody");
  await yusuf.goto("/tokens");
  const button = yusuf.getByRole("button", { name: "New token" });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await expect(button).toHaveAccessibleDescription(/Your role doesn't include making tokens\. .*Priya Shah/);
  await expect(yusuf.getByText("Your role doesn't include making tokens.", { exact: false }).first()).toBeVisible();
  await isClean(yusuf, "nothing, and nothing to be done");
  await yusuf.context().close();
});

test("S1 · an Admin is offered to end others' personal tokens, and never to rotate them", async ({ browser }) => {
  const aiko = await demo.open(browser, "admin");
  await aiko.goto("/tokens?view=all&type=personal&status=active&sort=owner&size=100");
  const others = aiko
    .locator("table:not(figure table) tbody tr:has(th[scope=row])")
    .filter({ hasNotText: "Aiko Mori" });
  await others
    .first()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await expect(aiko.getByRole("menuitem", { name: "Revoke…" })).toBeVisible();
  await expect(aiko.getByRole("menuitem", { name: "Rotate…" })).toHaveCount(0);
  await aiko.context().close();
});
