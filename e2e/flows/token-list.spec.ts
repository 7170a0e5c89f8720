import { expect, type Page, test } from "@playwright/test";
import { DemoServer } from "../support/demo-server";

const demo = new DemoServer();
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  await demo.start();
  page = await demo.open(browser, "owner");
});
test.afterAll(() => demo.stop());

const rows = (on: Page = page) => on.locator("table:not(figure table) tbody tr:has(th[scope=row])");
const column = (name: string) => page.getByRole("columnheader", { name: new RegExp(`^${name}`) });

/** What stands in one column, by its header's place. */
async function cells(name: string): Promise<string[]> {
  const headers = await page.locator("thead").getByRole("columnheader").allInnerTexts();
  const boxes = await page.locator("thead td").count();
  const at = headers.findIndex((text) => text.startsWith(name)) + boxes;
  return rows().evaluateAll((all, place) => all.map((row) => row.children[place]?.textContent?.trim() ?? ""), at);
}

/** The names in their order. */
const names = () =>
  rows()
    .getByRole("rowheader")
    .evaluateAll((all) => all.map((head) => head.querySelector("a")?.textContent ?? ""));

test("A8 · every column sorts both ways, and says so", async () => {
  for (const name of ["Name", "Type", "Owner", "Role", "Last used", "Created", "Expires", "Status"]) {
    await page.goto("/tokens?view=all");
    const before = await column(name).getAttribute("aria-sort");
    await column(name).getByRole("link").click();
    await expect(column(name)).toHaveAttribute("aria-sort", /ascending|descending/);
    if (before) await expect(column(name)).not.toHaveAttribute("aria-sort", before);
    const first = (await column(name).getAttribute("aria-sort")) ?? "";
    await expect(rows()).toHaveCount(50);
    const one = await names();
    await column(name).getByRole("link").click();
    await expect(column(name)).not.toHaveAttribute("aria-sort", first);
    await expect.poll(names).not.toEqual(one);
    await expect(page.locator("[aria-sort]")).toHaveCount(1);
  }
  await page.goto("/tokens?view=all&sort=name");
  const found = (await names()).map((name) => name.toLowerCase());
  expect(found).toEqual([...found].sort());
});

test("A8 · every filter answers with what it says", async () => {
  const all: [string, string, RegExp][] = [
    ["status=active", "Status", /^Active$/],
    ["status=limited", "Status", /^Limited$/],
    ["status=active,limited", "Status", /^(Active|Limited)$/],
    ["type=service", "Type", /^Service$/],
    ["type=personal", "Type", /^Personal$/],
    ["role=writer", "Role", /^Writer/],
    ["role=inline", "Role", /^Inline/],
    ["role=custom:deployers", "Role", /Deployers|\+ \d/],
    ["used=never", "Last used", /^(Stale:)?Never used/],
    ["exp=none", "Expires", /No expiry$/],
    ["exp=lt90d", "Expires", /^(in \d+ (days|hours)|tomorrow|\d+ \w+ 20\d\d)$/],
  ];
  for (const [filter, name, expected] of all) {
    await page.goto(`/tokens?view=all&size=100&${filter}`);
    const found = await cells(name);
    expect(found.length, filter).toBeGreaterThan(0);
    for (const cell of found) expect(cell, filter).toMatch(expected);
  }
  for (const filter of [
    "used=lt24h",
    "used=gt30d",
    "used=telemetry",
    "flag=unconfirmed",
    "flag=oldSecret",
    "owner=removed",
  ]) {
    await page.goto(`/tokens?view=all&${filter}`);
    await expect(rows().first().or(page.getByText("No token matches these filters"))).toBeVisible();
    await expect(page.getByText("isn't known here")).toHaveCount(0);
  }
});

test("a filter is set in its panel with counts, Back undoes it, and its chip takes it off", async () => {
  await page.goto("/tokens?view=all");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Status" }).click();
  const panel = page.getByRole("dialog", { name: "Filter by Status" });
  await panel.getByRole("checkbox", { name: /^Limited/ }).check();
  await expect(page).toHaveURL(/status=limited/);
  const count =
    (await panel
      .getByText(/^\d+ tokens$/)
      .nth(1)
      .textContent()) ?? "";
  await expect(rows()).toHaveCount(Number.parseInt(count, 10));
  await panel.getByRole("checkbox", { name: /^Active/ }).check();
  await expect(page).toHaveURL(/status=active,limited/);
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
  await expect(page.getByRole("button", { name: "Status: Active, Limited. Edit" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("button", { name: "Status: Limited. Edit" })).toBeVisible();
  await page.getByRole("link", { name: "Remove filter Status" }).click();
  await expect(page.getByRole("button", { name: /^Status:/ })).toHaveCount(0);
  await expect(page).not.toHaveURL(/status=/);
});

test("people are found in the filter by Owner, and their chip has their name", async () => {
  await page.goto("/tokens?view=all");
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Owner" }).click();
  const panel = page.getByRole("dialog", { name: "Filter by Owner" });
  await panel.getByRole("searchbox").fill("lena");
  await panel.getByRole("checkbox", { name: /^Lena Weiss/ }).check();
  await expect(panel.getByRole("checkbox", { name: /^Aiko Mori/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  const chip = page.getByRole("button", { name: "Owner: Lena Weiss. Edit" });
  await expect(chip).toBeVisible();
  await page.reload();
  await expect(chip).toBeVisible();
  for (const owner of await cells("Owner")) expect(owner).toContain("Lena Weiss");
});

test("what an address gets wrong is left out with one quiet note", async () => {
  await page.goto("/tokens?view=all&status=asleep&colour=red&after=nowhere&size=7&sort=mood");
  await expect(page.getByText("One filter in this link isn't known here and was left out.")).toHaveCount(1);
  await expect(rows()).toHaveCount(50);
  await page.goto("/tokens?view=all&after=bm93aGVyZQ");
  await expect(page.getByText("This is the first one.", { exact: false })).toBeVisible();
  await expect(rows()).toHaveCount(50);
});

test("pages lead on and back, keep the filter, and say how much is shown", async () => {
  await page.goto("/tokens?view=all&size=25&sort=name");
  const first = await names();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page).toHaveURL(/after=/);
  await expect.poll(async () => (await names())[0]).not.toBe(first[0]);
  expect(first).not.toContain((await names())[0]);
  await page.getByRole("link", { name: "Previous" }).click();
  await expect.poll(names).toEqual(first);
  await page.getByLabel("Rows").selectOption("100");
  await expect(page).toHaveURL(/size=100/);
  await expect(page.getByText(/^\d+ shown of \d+$/)).toBeVisible();
});

test("A22 · the list is read, searched, sorted and paged with JavaScript blocked", async ({ browser }) => {
  const plain = await demo.open(browser, "owner", { javaScriptEnabled: false });
  await plain.goto("/tokens?view=all&size=25&status=active");
  await expect(rows(plain)).toHaveCount(25);
  await plain.getByRole("columnheader", { name: "Name" }).getByRole("link").click();
  await expect(plain.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await plain.getByRole("link", { name: "Next" }).click();
  await expect(plain).toHaveURL(/after=/);
  await expect(plain).toHaveURL(/status=active/);
  await expect(rows(plain).first()).toBeVisible();
  await plain.getByRole("searchbox").fill("terraform");
  await plain.getByRole("searchbox").press("Enter");
  await expect(plain).toHaveURL(/q=terraform/);
  await expect(plain).toHaveURL(/status=active/);
  for (const name of await rows(plain).getByRole("rowheader").allInnerTexts()) expect(name).toContain("terraform");
  await plain.getByRole("link", { name: "Remove filter Status" }).click();
  await expect(plain).not.toHaveURL(/status=/);
  await plain.getByRole("link", { name: /^Needs attention/ }).click();
  await expect(plain.getByText("View as table")).toBeVisible();
  await plain.getByRole("link", { name: /^Service/ }).click();
  await expect(rows(plain).first()).toBeVisible();
  await rows(plain).first().getByRole("rowheader").getByRole("link").first().click();
  await expect(plain).toHaveURL(/\/tokens\/[0-9a-f]{24}/);
  await plain.context().close();
});

test("columns, times and density are kept, and drawn so by the server", async () => {
  await page.goto("/tokens?view=all");
  await page.getByRole("button", { name: "View", exact: true }).click();
  const panel = page.getByRole("dialog", { name: "View" });
  await panel.getByRole("checkbox", { name: "Owner" }).uncheck();
  await expect(column("Owner")).toHaveCount(0);
  await panel.getByText("UTC", { exact: true }).click();
  await expect(page.getByRole("columnheader", { name: "Last used (UTC)" })).toBeVisible();
  await panel.getByText("Compact", { exact: true }).click();
  await page.reload();
  await expect(column("Owner")).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: "Last used (UTC)" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-density", "compact");
  expect((await rows().first().boundingBox())?.height).toBeLessThan(34);
  await page.context().clearCookies({ name: /latchkey-(columns|times|density)/ });
});

test("A19 · at 320 px no part of the list makes the page scroll sideways", async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  for (const address of [
    "view=all",
    "view=attention",
    "view=inactive",
    "view=all&q=nothing+like+it&status=active,limited",
  ]) {
    await page.goto(`/tokens?${address}`);
    expect(await fits(), address).toBe(true);
  }
  await page.goto("/tokens?view=all");
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await fits(), "filters").toBe(true);
  await page.keyboard.press("Escape");
  await rows()
    .first()
    .getByRole("button", { name: /^Actions for/ })
    .click();
  await expect(page.getByRole("menu")).toBeVisible();
  expect(await fits(), "menu").toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
});
