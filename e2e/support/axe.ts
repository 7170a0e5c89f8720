import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const THEMES = ["light", "dark"] as const;

/** No violation in either theme. */
export async function isClean(
  page: Page,
  what: string,
  themes: readonly (typeof THEMES)[number][] = THEMES,
): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(settled);
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    expect(found, `${what}, ${colorScheme}`).toEqual([]);
  }
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
