import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that depend on colours: nothing else differs from theme to theme. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
/** Those that depend on what a system's own colours bring with them: borders, controls drawn by the system. Contrasts are its own. */
const OF_FORCED_COLOURS = ["link-in-text-block", "target-size", "scrollable-region-focusable"];

/** What lies over a page. What is behind it was looked at without it, and is not looked at again. */
const OVER = "dialog[open], [role=dialog], [role=alertdialog], [role=menu]";

/** No violation in either theme, of the page or of what lies over it. */
export async function isClean(page: Page, what: string): Promise<void> {
  expect(await violationsOf(page), what).toEqual([]);
}

/** What axe finds in either theme; or with the colours that a system forces on every page. */
export async function violationsOf(page: Page, { forced = false } = {}): Promise<string[]> {
  const found: string[] = [];
  await page.emulateMedia({ forcedColors: forced ? "active" : "none" });
  for (const colorScheme of forced ? (["light"] as const) : (["light", "dark"] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(settled);
    const covered = (await page.locator(OVER).filter({ visible: true }).count()) > 0;
    const rules = forced ? OF_FORCED_COLOURS : colorScheme === "dark" ? OF_COLOURS : null;
    // No page holds frames, and only violations are read: the other ways take four times as long.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({
      resultTypes: ["violations"],
      runOnly: rules ? { type: "rule", values: rules } : { type: "tag", values: WCAG },
    });
    if (covered) axe.include(OVER);
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations) {
      found.push(`${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    }
  }
  return found;
}

/**
 * Waits until colours rest: an inherited colour runs from element to element, each beginning when the one above has
 * ended, so that only some frames in a row without any say so. A cursor that blinks never ends.
 */
async function settled(): Promise<void> {
  for (let calm = 0; calm < 5; calm++) {
    await new Promise((drawn) => requestAnimationFrame(drawn));
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    if (ending.length === 0) continue;
    calm = -1;
    await Promise.all(ending.map((animation) => animation.finished.catch(() => null)));
  }
}
