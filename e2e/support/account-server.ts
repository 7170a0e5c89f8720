import type { Browser, Page } from "@playwright/test";
import { OwnServer } from "./own-server";
import { type Person, type Role, signIn } from "./people";

const PASSWORD = "violet umbrellas walk at dawn";

/** A server of a test's own with an account of these people on it, by their roles: for what holds for a whole account. */
export class AccountServer<R extends Role> {
  readonly #server = new OwnServer();
  readonly #names: Readonly<Record<R, string>>;

  constructor(names: Readonly<Record<R, string>>) {
    this.#names = names;
  }

  get origin(): string {
    return this.#server.origin;
  }

  /** The first of them makes the account. */
  async start(): Promise<void> {
    for (const role of Object.keys(this.#names) as R[]) {
      const { email, name, password } = this.#person(role);
      const person = ["--email", email, "--role", role, "--name", name, "--password-stdin"];
      this.#server.operator(["member", "create", ...person], `${password}\n`);
    }
    await this.#server.start();
  }

  async stop(): Promise<void> {
    await this.#server.end("SIGTERM");
    this.#server.remove();
  }

  /** Runs the operator's command line on it. */
  operator(args: readonly string[]): string {
    return this.#server.operator(args);
  }

  /** A page of a browser of that person's own, at another address of the server if told. */
  async as(browser: Browser, role: R, baseURL: string = this.origin): Promise<Page> {
    const page = await (await browser.newContext({ baseURL })).newPage();
    await signIn(page, this.#person(role));
    return page;
  }

  #person(role: R): Person {
    const name = this.#names[role];
    return { name, email: `${name.toLowerCase().replaceAll(" ", ".")}@acme.example`, password: PASSWORD };
  }
}
