import { expect, test } from "@playwright/test";
import { violationsOf } from "../support/axe";
import { ConsoleWalk } from "../support/console-walk";
import { complaintsOf, layoutShift } from "../support/hears";
import { withoutReason } from "../support/reasons";
import { pseudoLocalise, spills } from "../support/spills";

const LONG = 900_000;
const SHIFT_MAX = 0.02;
const walk = new ConsoleWalk();

test.beforeAll(async () => {
  test.setTimeout(LONG);
  await walk.start();
});
test.afterAll(() => walk.stop());
test.beforeEach(() => test.setTimeout(LONG));

test("A17 · axe finds nothing on any page, empty, filled or refused, in both themes and in forced colours; nothing complains, nothing moves", async ({
  browser,
}) => {
  const said = new Map<unknown, string[]>();
  await walk.each(browser, async ({ page, name, first }) => {
    if (first) said.set(page, complaintsOf(page));
    expect.soft(await layoutShift(page), `${name}, moved`).toBeLessThanOrEqual(SHIFT_MAX);
    expect.soft(await violationsOf(page), name).toEqual([]);
    expect.soft(await violationsOf(page, { forced: true }), `${name}, forced colours`).toEqual([]);
  });
  expect([...said.values()].flat()).toEqual([]);
});

test("A18 · with longer, accented texts, and from right to left, no text is cut off or runs out of its place", async ({
  browser,
}) => {
  await walk.each(browser, async ({ page, name }) => {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.reload();
      await pseudoLocalise(page);
      expect.soft(await spills(page), `${name}, en-XA, ${width} px`).toEqual([]);
      await page.evaluate(() => {
        document.documentElement.dir = "rtl";
      });
      expect.soft(await spills(page), `${name}, right to left, ${width} px`).toEqual([]);
    }
    const header = page.getByRole("banner");
    await page.setViewportSize({ width: 1280, height: 900 });
    if (await page.getByRole("navigation", { name: "Main" }).isVisible()) {
      const box = await header.boundingBox();
      expect.soft(box?.x, `${name}: the sidebar stands where the lines begin`).toBeGreaterThan(640);
    }
  });
});

test("A19 · at 320 px, and at 200 % and 400 % zoom, no page scrolls sideways and no text is cut off, also with wider spacing", async ({
  browser,
}) => {
  const SPACED =
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";
  await walk.each(
    browser,
    async ({ page, name }) => {
      for (const [width, height] of [
        [640, 400],
        [320, 256],
        [320, 800],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect.soft(await spills(page), `${name}, ${width} × ${height}`).toEqual([]);
      }
      await page.addStyleTag({ content: SPACED });
      expect.soft(await spills(page), `${name}, 320 px, wider spacing`).toEqual([]);
    },
    { options: { bypassCSP: true } },
  );
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
        const drawn = await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
        const lightness = Number(/[\d.]+/.exec(drawn.replace("oklch", ""))?.[0]);
        expect(lightness > 0.5 && !/^rgb\((1?\d|2\d),/.test(drawn), `${name}: ${theme} draws ${drawn}`).toBe(!dark);
        const height = await page.getByRole("row").nth(1).boundingBox();
        expect(Math.round(height?.height ?? 0), `${name}, ${density}`).toBeGreaterThanOrEqual(row);
        expect(Math.round(height?.height ?? 0), `${name}, ${density}`).toBeLessThan(row + 12);
      },
      { options: { javaScriptEnabled: false, colorScheme }, only: (name) => name === "tokens" },
    );
  }
});

test("A21 · whatever cannot be used says why in words that can be seen, to a Reader, a Writer, an Admin and an Owner", async ({
  browser,
}) => {
  await walk.each(
    browser,
    async ({ page, name, who }) => {
      expect.soft(await withoutReason(page), `${name}, to ${who}`).toEqual([]);
    },
    { as: ["reader", "writer", "admin", "owner"] },
  );
});

test("A22 · without a script every list and every detail can be read", async ({ browser }) => {
  await walk.each(
    browser,
    async ({ page, name, read }) => {
      const main = page.getByRole("main");
      await expect.soft(main.getByRole("heading", { level: 1 }), name).toBeVisible();
      if (read) await expect.soft(main.getByText(read).filter({ visible: true }).first(), name).toBeVisible();
    },
    { options: { javaScriptEnabled: false } },
  );
});
