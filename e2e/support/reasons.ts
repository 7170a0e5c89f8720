import type { Page } from "@playwright/test";

/**
 * Controls that cannot be used now and do not say why in text that can be seen (ux 4.6): beside them, or in the label around
 * them. What moves a row says by the row's place why it goes no further.
 */
export function withoutReason(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isSeen = (element: Element | null) => {
      if (!element?.checkVisibility({ visibilityProperty: true })) return false;
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.textContent.trim() !== "";
    };
    const blocked = document.querySelectorAll(
      "[aria-disabled=true]:not([aria-busy=true]), :is(button, input, select, textarea):disabled",
    );
    return [...blocked]
      .filter((control) => control.checkVisibility())
      .filter((control) => {
        const label = control.closest("label");
        if (control.matches("[data-tool]") || (label && label.querySelectorAll("span span").length > 1)) return false;
        const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
        return !ids.some((id) => isSeen(document.getElementById(id)));
      })
      .map((control) => control.outerHTML.slice(0, 160));
  });
}
