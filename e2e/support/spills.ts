import type { Page } from "@playwright/test";

/**
 * Turns every text of the page into its like in the pseudo-locale en-XA: accented, and longer by 40 %. Dates and spans of time,
 * which the browser itself knows in every language, stay as they are.
 */
export function pseudoLocalise(page: Page): Promise<void> {
  return page.evaluate(() => {
    const ACCENTED: Record<string, string> = {
      a: "á",
      e: "ë",
      i: "ï",
      o: "ô",
      u: "ü",
      c: "ç",
      n: "ñ",
      y: "ý",
      A: "Á",
      E: "É",
      O: "Ö",
    };
    const like = (text: string) => {
      const trimmed = text.trim();
      const more = "·".repeat(Math.ceil(trimmed.length * 0.4));
      const accented = trimmed.replace(/[aeioucnyAEO]/g, (letter) => ACCENTED[letter] ?? letter);
      return text.replace(trimmed, () => accented.replace(/ |$/, (gap) => `${gap}${more}${gap}`));
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.nodeValue ?? "";
      const isDate = /^\s*\d{1,2} \p{L}+ \d{4}\s*$/u.test(text);
      if (!isDate && /\p{L}/u.test(text) && !node.parentElement?.closest("script, style, code, pre, textarea, time"))
        node.nodeValue = like(text);
    }
    for (const field of document.querySelectorAll("input[placeholder]")) {
      field.setAttribute("placeholder", like(field.getAttribute("placeholder") ?? ""));
    }
  });
}

/** Looks at the page with the spacing of lines, letters and words that WCAG 1.4.12 lets people choose. */
export async function withWiderSpacing(page: Page, look: () => Promise<void>): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet(); // no tag: the page's own policy refuses those
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }",
    );
    document.adoptedStyleSheets = [sheet];
  });
  await look();
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

/**
 * Texts that cannot be read whole: cut off without a sign or a way to the rest, or running out of what holds them; and
 * "the page" where it scrolls sideways. Text that people wrote (`dir=auto`), or that has its whole in a `title`, may end in "…".
 */
export function spills(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    // A window that has just changed its size is laid out with the next frame.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    const HOLDERS = "td, th, button, a, p, li, dt, dd, label, legend, h1, h2, h3, nav, header, main, dialog, body";
    const SLACK = 1.5;
    const found = new Set<string>();
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) found.add(`the page: ${root.scrollWidth} px in ${root.clientWidth}`);
    const isCut = (box: Element) => {
      const { overflowX } = getComputedStyle(box);
      return overflowX === "hidden" || overflowX === "clip";
    };
    const scrolls = (box: Element) =>
      /auto|scroll/.test(getComputedStyle(box).overflowX) &&
      box.matches("pre, code, .cm-scroller, [tabindex], :has(> table button)");
    const beyond = (rect: DOMRect, box: DOMRect) => rect.right > box.right + SLACK || rect.left < box.left - SLACK;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (
        !parent ||
        !node.nodeValue?.trim() ||
        parent.closest("script, style, noscript, svg") ||
        !parent.checkVisibility()
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rect = range.getBoundingClientRect();
      if (rect.width <= 1 || rect.height <= 1) continue;
      const say = (how: string) => found.add(`${how}: ${node.nodeValue?.trim().slice(0, 60)}`);
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const own = box.getBoundingClientRect();
        if (own.width <= 1 || scrolls(box)) break;
        if (isCut(box)) {
          const style = getComputedStyle(box);
          const tells = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
          const whole = parent.closest("[title], [dir=auto]") !== null || box.closest("[title], [dir=auto]") !== null;
          if (beyond(rect, own) && !(tells && whole)) say("cut off");
          break;
        }
        if (box.matches(HOLDERS)) {
          if (beyond(rect, own)) say(`runs out of <${box.localName}>`);
          if (box.matches("td, th, button, main, dialog")) break;
        }
      }
    }
    return [...found];
  });
}
