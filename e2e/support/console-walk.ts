import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { CONSOLE_PAGES, type Facts } from "./console-pages";
import { DEMO_PEOPLE, type DemoPerson, DemoServer } from "./demo-server";

/** Who looks: a person of the demo account, the Owner of the empty one, or nobody yet. */
type Eyes = DemoPerson | "sole" | "visitor";
type Looked = {
  readonly page: Page;
  readonly name: string;
  readonly who: string;
  /** These are the eyes that the list names for the page. */
  readonly own: boolean;
  readonly read: RegExp | undefined;
  /** It is the first that is opened in this browser. */
  readonly first: boolean;
};
type Ways = {
  readonly options?: BrowserContextOptions;
  readonly only?: (name: string) => boolean;
  /** Opens the pages that the list names nobody for as each of these too; not each narrowing of a list over again. */
  readonly as?: readonly DemoPerson[];
};

/** The two accounts that all pages are looked at in, and how one walks through them. */
export class ConsoleWalk {
  #filled: DemoServer | null = null;
  #empty: DemoServer | null = null;
  #facts: Facts | null = null;

  async start(): Promise<void> {
    this.#filled = await new DemoServer().start();
    this.#empty = await new DemoServer().start({ empty: true });
    this.#facts = await factsOf(this.#filled);
  }

  async stop(): Promise<void> {
    await this.#filled?.stop();
    await this.#empty?.stop();
  }

  /** Opens every page in turn, whole, and hands it on; people keep one browser each. */
  async each(
    browser: Browser,
    look: (looked: Looked) => Promise<void>,
    { options, only, as = [] }: Ways = {},
  ): Promise<void> {
    const [facts, open] = [this.#facts, new Map<string, Page>()];
    if (!facts) throw new Error("the walk was not started");
    for (const { name, path, who, empty, read, scripted } of CONSOLE_PAGES) {
      if (only?.(name) === false || (scripted && options?.javaScriptEnabled === false)) continue;
      const narrowed = typeof path === "string" && path.includes("?");
      const own = empty ? "sole" : (who ?? "owner");
      for (const eyes of new Set<Eyes>([own, ...(who || empty || narrowed ? [] : as)])) {
        const known = open.get(eyes);
        const page = known ?? (await (await this.#browserOf(browser, eyes, options)).newPage());
        open.set(eyes, page);
        await page.goto(typeof path === "string" ? path : path(facts), { waitUntil: "load" });
        await look({ page, name, who: eyes, own: eyes === own, read, first: known === undefined });
      }
    }
    for (const page of open.values()) await page.context().close();
  }

  async #browserOf(browser: Browser, who: Eyes, options: BrowserContextOptions = {}) {
    if (!this.#filled || !this.#empty) throw new Error("the walk was not started");
    if (who === "sole") return this.#empty.as(browser, who, options);
    if (who !== "visitor") return this.#filled.as(browser, who, options);
    return browser.newContext({ baseURL: this.#filled.origin, ...options });
  }
}

type Item = { readonly _id: string; readonly name?: string; readonly serviceToken?: boolean; readonly email?: string };

async function factsOf(server: DemoServer): Promise<Facts> {
  const headers = { authorization: server.ownerSecret() };
  await new Promise((resolve) => setImmediate(resolve)); // connections that ended while that command ran are noticed first
  const ask = async (path: string) =>
    (await (await fetch(`${server.origin}/api/v2${path}`, { headers })).json()) as { items: Item[] };
  const tokens = (await ask("/tokens?showAll=true&limit=100")).items;
  const members = (await ask("/members?limit=50")).items;
  const log = (await ask("/auditlog?q=revoked&limit=20")).items as unknown as { target?: { resources?: string[] } }[];
  const revoked = log.flatMap(({ target }) => target?.resources ?? []).find((resource) => resource.includes("token/"));
  return {
    token: idOf(tokens.find(({ name }) => name === "deploy-laptop")),
    service: idOf(tokens.find(({ name }) => name === "deploy-bot-web")),
    revoked: revoked?.split("/").at(-1) ?? "",
    member: idOf(members.find(({ email }) => email === DEMO_PEOPLE.writer)),
  };
}

function idOf(item: Item | undefined): string {
  if (!item) throw new Error("the demo account is not what it was");
  return item._id;
}
