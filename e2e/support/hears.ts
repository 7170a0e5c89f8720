import type { Page } from "@playwright/test";

/** Everything that a page complains of from now on: errors, warnings and hydration that does not fit; not what a browser says of a 404. */
export function complaintsOf(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    // What is only reported is no complaint yet (decision 0030).
    const expected = /Failed to load resource.*status of 404|^\[Report Only\]/.test(message.text());
    if (["error", "warning"].includes(message.type()) && !expected) said.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  return said;
}

/** How far the page's content has moved by itself since it came (CLS). */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
            if (!entry.hadRecentInput) sum += entry.value;
          }
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
}
