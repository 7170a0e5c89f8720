import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { BROWSER_FLAGS, findBrowser } from "../../e2e/support/browser";

type Asked = { readonly origin: string; readonly cookies: { name: string; value: string; url: string }[] };
type Times = { readonly select: number[]; readonly menu: number[]; readonly filter: number[] };

const TIMES = 25;
const VIEWPORT = { width: 1280, height: 800 };

/** Prints the JavaScript at the list's first load in KB, and the milliseconds from three acts to the next paint. */
async function main({ origin, cookies }: Asked): Promise<void> {
  const { executablePath, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env }, args: BROWSER_FLAGS });
  try {
    const kilobytes = await weight(await visiting(browser, cookies), `${origin}/tokens?view=all`);
    const context = await visiting(browser, cookies);
    const page = await context.newPage();
    await page.goto(`${origin}/tokens?view=all`, { waitUntil: "networkidle" });
    process.stdout.write(JSON.stringify({ kilobytes, ...(await interactions(page)) }));
  } finally {
    await browser.close();
  }
}

async function visiting(browser: Browser, cookies: Asked["cookies"]): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addCookies(cookies);
  return context;
}

/** As the bodies travel, in KB of 1000 bytes. */
async function weight(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const heads = new Map<string, number>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") heads.set(requestId, response.encodedDataLength);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const head = heads.get(requestId);
    if (head !== undefined) bytes += encodedDataLength - head;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  await context.close();
  return Math.round(bytes / 1000);
}

/** Each act again and again: once to fetch what comes late, then measured. */
async function interactions(page: Page): Promise<Times> {
  const box = page.locator("tbody input[type=checkbox]").first();
  const menu = page.locator("tbody button[aria-haspopup=menu]").first();
  const filter = page.locator("fieldset button[aria-haspopup=dialog]").last();
  const select = await repeated(page, () => toPaint(box));
  const opening = (button: typeof menu, popup: string) =>
    repeated(page, async () => {
      await button.hover(); // what comes late is fetched by then
      const ms = await toPaint(button);
      await page.locator(popup).first().waitFor();
      await page.keyboard.press("Escape");
      await page.locator(popup).first().waitFor({ state: "detached" });
      return ms;
    });
  return { select, menu: await opening(menu, "[role=menu]"), filter: await opening(filter, "[role=dialog]") };
}

async function repeated(page: Page, act: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let time = -1; time < TIMES; time++) {
    const ms = await act();
    if (time >= 0) times.push(ms);
    await page.evaluate(settled);
  }
  return times;
}

/** Resolves some frames later, when what the act set going has been drawn. */
async function settled(): Promise<void> {
  for (let frame = 0; frame < 6; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
}

/** From a click to when the frame that shows what it did has been handed over for painting. */
function toPaint(target: ReturnType<Page["locator"]>): Promise<number> {
  return target.evaluate(async (element: HTMLElement) => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const begun = performance.now();
    element.click();
    await new Promise((resolve) => {
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = resolve;
        painted.port2.postMessage(null);
      });
    });
    return performance.now() - begun;
  });
}

void main(JSON.parse(process.argv[2] ?? "{}") as Asked);
