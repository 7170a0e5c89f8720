import fs from "node:fs";
import path from "node:path";
import { test } from "@playwright/test";
import { ConsoleWalk } from "../support/console-walk";

const WIDTHS = [390, 768, 1280, 1600];
const HEIGHT = 900;
const only = process.env["PICTURES_ONLY"] ?? "";
const walk = new ConsoleWalk();

test.beforeAll(() => walk.start());
test.afterAll(() => walk.stop());

test("every page, in both themes and at four widths", async ({ browser }) => {
  const folder = process.env["PICTURES_DIR"] ?? "";
  fs.mkdirSync(folder, { recursive: true });
  await walk.each(
    browser,
    async ({ page, name }) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          const file = `${name.replaceAll(/[^a-z]+/gi, "-")}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: path.join(folder, file), fullPage: !name.includes("reference") });
        }
      }
    },
    { only: (name) => name.includes(only) },
  );
});
