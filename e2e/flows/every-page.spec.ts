import { expect, type Page, test } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { ConsoleWalk } from "../support/console-walk";
import { complaintsOf, layoutShift } from "../support/hears";
import { withoutReason } from "../support/reasons";
import { pseudoLocalise, spills, withWiderSpacing } from "../support/spills";

const LONG = 900_000;
const SHIFT_MAX = 0.02;
const HALF = 128;
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };
/** 1280 px at 200 % and at 400 %, and a window of 320 px. */
const REFLOWED = [
  { width: 640, height: 400 },
  { width: 320, height: 256 },
  { width: 320, height: 800 },
];
const walk = new ConsoleWalk();

test.beforeAll(async () => {
  test.setTimeout(LONG);
  await walk.start();
});
test.afterAll(() => walk.stop());
test.beforeEach(() => test.setTimeout(LONG));

// One walk for what needs scripts: opening a page costs more than looking at it once more.
test("A17 · A18 · A19 · A21 · every page, empty, filled or refused: axe finds nothing in both themes and in forced colours, nothing complains or moves, what cannot be used says why, and no text is cut off at 320 px, 200 % and 400 % zoom, with wider spacing, with longer, accented texts, or from right to left", async ({
  browser,
}) => {
  const said = new Map<Page, string[]>();
  await walk.each(browser, async ({ page, name, first }) => {
    if (first) said.set(page, complaintsOf(page));
    expect.soft(await layoutShift(page), `A17, ${name}, moved`).toBeLessThanOrEqual(SHIFT_MAX);
    expect.soft(await violationsOf(page), `A17, ${name}`).toEqual([]);
    expect.soft(await violationsOf(page, { forced: true }), `A17, ${name}, forced colours`).toEqual([]);
    await page.emulateMedia({ forcedColors: "none" });
    expect.soft(await withoutReason(page), `A21, ${name}`).toEqual([]);
    await isWholeWhenSmall(page, name);
    await isWholeInOtherTongues(page, name);
  });
  expect([...said.values()].flat()).toEqual([]);
});

test("A20 · theme and density are right on the first paint, without a script", async ({ browser }) => {
  const cookies = (theme: string, density: string) => [
    { name: "latchkey-theme", value: theme },
    { name: "latchkey-density", value: density },
  ];
  for (const [theme, density, colorScheme, dark, row] of [
    ["dark", "compact", "light", true, 32],
    ["light", "comfortable", "dark", false, 44],
    ["system", "comfortable", "dark", true, 44],
  ] as const) {
    await walk.each(
      browser,
      async ({ page, name }) => {
        const context = page.context();
        await context.addCookies(cookies(theme, density).map((cookie) => ({ ...cookie, url: page.url() })));
        await page.reload();
        expect(await lightnessOf(page), `${name}: ${theme}`)[dark ? "toBeLessThan" : "toBeGreaterThan"](HALF);
        const height = await page.getByRole("row").nth(1).boundingBox();
        expect(Math.round(height?.height ?? 0), `${name}, ${density}`).toBeGreaterThanOrEqual(row);
        expect(Math.round(height?.height ?? 0), `${name}, ${density}`).toBeLessThan(row + 12);
      },
      { options: { javaScriptEnabled: false, colorScheme }, only: (name) => name === "tokens" },
    );
  }
});

test("A21 · A22 · without a script every list and every detail can be read, and says why to a Reader, a Writer, an Admin and an Owner what each cannot use", async ({
  browser,
}) => {
  await walk.each(
    browser,
    async ({ page, name, who, own, read }) => {
      expect.soft(await withoutReason(page), `A21, ${name}, to ${who}`).toEqual([]);
      if (!own) return;
      const main = page.getByRole("main");
      await expect.soft(main.getByRole("heading", { level: 1 }), `A22, ${name}`).toBeVisible();
      if (read) await expect.soft(main.getByText(read).filter({ visible: true }).first(), `A22, ${name}`).toBeVisible();
    },
    { options: { javaScriptEnabled: false }, as: ["reader", "writer", "admin", "owner"] },
  );
});

/** How light the page's ground is drawn, 0 to 255. */
function lightnessOf(page: Page): Promise<number> {
  return page.locator("body").evaluate((body) => {
    const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    if (!brush) throw new Error("nothing to draw on");
    brush.fillStyle = getComputedStyle(body).backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    return Math.max(...brush.getImageData(0, 0, 1, 1).data.slice(0, 3));
  });
}

/** Nothing spills, once a window that has just changed its size is laid out. */
const isWhole = (page: Page, message: string) =>
  expect
    .configure({ soft: true })
    .poll(() => spills(page), { message, timeout: 3_000 })
    .toEqual([]);

async function isWholeWhenSmall(page: Page, name: string): Promise<void> {
  for (const size of REFLOWED) {
    await page.setViewportSize(size);
    await isWhole(page, `A19, ${name}, ${size.width} × ${size.height}`);
  }
  await withWiderSpacing(page, async () => {
    await isWhole(page, `A19, ${name}, 320 px, wider spacing`);
  });
}

/** Leaves the page in texts that nobody can read: it is the last look at it. */
async function isWholeInOtherTongues(page: Page, name: string): Promise<void> {
  await page.setViewportSize(PHONE);
  await pseudoLocalise(page);
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    await isWhole(page, `A18, ${name}, en-XA, ${size.width} px`);
  }
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  const sidebar = page.getByRole("banner");
  if (await page.getByRole("navigation", { name: "Main" }).isVisible()) {
    const box = await sidebar.boundingBox();
    expect.soft(box?.x, `A18, ${name}: the sidebar stands where the lines begin`).toBeGreaterThan(WIDE.width / 2);
  }
  for (const size of [PHONE, WIDE]) {
    await page.setViewportSize(size);
    await isWhole(page, `A18, ${name}, right to left, ${size.width} px`);
  }
}
