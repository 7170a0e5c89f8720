import { expect, type Locator, type Page } from "@playwright/test";

const TABS_AT_MOST = 120;

/** One page, walked through by its keys alone. */
export class Keys {
  constructor(private readonly page: Page) {}

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Presses a key of the whole page until it has led to `there`: a page that has only just come does not hear yet. */
  async pressUntil(key: string, there: Locator): Promise<void> {
    await expect(async () => {
      await this.press(key);
      await expect(there).toBeFocused({ timeout: 1_000 });
    }).toPass();
  }

  /** Goes on with Tab to what is named so, and waits until it hears. */
  async tabTo(name: RegExp): Promise<void> {
    for (let i = 0; i < TABS_AT_MOST; i++) {
      await this.press("Tab");
      if (name.test(await this.page.evaluate(labelInFocus))) return hears(this.page.locator(":focus"));
    }
    throw new Error(`Tab never reached ${name}`);
  }
}

/** Waits until a part of the page answers to keys and clicks: what the server drew is there before its script is. */
export async function hears(part: Locator): Promise<void> {
  await expect
    .poll(() => part.evaluate((element) => Object.keys(element).some((key) => key.startsWith("__reactProps"))))
    .toBe(true);
}

function labelInFocus(): string {
  const element = document.activeElement as HTMLElement | null;
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])].map((each) => each.textContent) : [];
  return [element?.getAttribute("aria-label"), element?.textContent, ...labels].join(" ");
}
