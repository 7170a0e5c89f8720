import fs from "node:fs";
import path from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import pg from "pg";
import { OwnServer } from "./own-server";

/** Whose eyes the demo account is looked at with: one person of each role that sees pages differently. */
export const DEMO_PEOPLE = {
  owner: "priya.shah@acme.example",
  admin: "aiko.mori@acme.example",
  writer: "tomas.ruiz@acme.example",
  reader: "grace.lindqvist@acme.example",
  nobody: "yusuf.demir@acme.example",
} as const;
export type DemoPerson = keyof typeof DEMO_PEOPLE;

const ADDRESS = "owner@acme.example";
const PASSWORD = "violet umbrellas walk at dawn";

/** A server of its own with the demo account in it, or with an account of one Owner and nothing else. */
export class DemoServer {
  readonly #server = new OwnServer();
  readonly #signedIn = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
  #password = "";

  get origin(): string {
    return this.#server.origin;
  }

  async start({ empty = false } = {}): Promise<this> {
    if (empty) {
      const owner = [
        "member",
        "create",
        "--email",
        ADDRESS,
        "--role",
        "owner",
        "--name",
        "Priya Shah",
        "--password-stdin",
      ];
      this.#server.operator(owner, `${PASSWORD}\n`);
      this.#password = PASSWORD;
    } else {
      this.#password = /password: (.+)$/m.exec(this.#server.operator(["demo"]))?.[1] ?? "";
    }
    expect(await this.#server.start(), this.#server.printed).toBeNull();
    return this;
  }

  async stop(): Promise<void> {
    await this.#server.end("SIGTERM");
    this.#server.remove();
  }

  /** All that it printed. */
  get printed(): string {
    return this.#server.printed;
  }

  /** Runs a statement in its database, past the server: for what cannot be brought about otherwise. */
  async sql(statement: string): Promise<void> {
    const files = fs.readdirSync(this.#server.folder, { recursive: true, encoding: "utf8" });
    const socket = files.find((file) => path.basename(file) === ".s.PGSQL.5432") ?? "no socket";
    const host = path.join(this.#server.folder, path.dirname(socket));
    const client = new pg.Client({ host, user: "latchkey", database: "postgres" });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  /** A page of that person. */
  async open(browser: Browser, who: DemoPerson, options: BrowserContextOptions = {}): Promise<Page> {
    return (await this.as(browser, who, options)).newPage();
  }

  /** A secret of the demo's Owner, for looking things up through the API. */
  ownerSecret(): string {
    return this.#server
      .operator([
        "token",
        "create",
        "--member",
        DEMO_PEOPLE.owner,
        "--name",
        "look-up",
        "--role",
        "owner",
        "--expires-in-days",
        "30",
      ])
      .trim();
  }

  /** A browser in which that person is signed in; the account of one Owner knows only that one. */
  async as(browser: Browser, who: DemoPerson | "sole", options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const email = who === "sole" ? ADDRESS : DEMO_PEOPLE[who];
    const storageState = this.#signedIn.get(email) ?? (await this.#signIn(browser, email));
    return browser.newContext({ baseURL: this.origin, storageState, ...options });
  }

  async #signIn(browser: Browser, email: string) {
    const context = await browser.newContext({ baseURL: this.origin });
    const page = await context.newPage();
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill(this.#password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(/tokens/i);
    const state = await context.storageState();
    this.#signedIn.set(email, state);
    await context.close();
    return state;
  }
}
