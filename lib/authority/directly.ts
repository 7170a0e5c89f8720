import "server-only";
import { hash } from "node:crypto";
import { Together } from "@/lib/core/together";
import type { Db } from "@/lib/db/client";
import { inTime } from "@/lib/db/in-time";
import { runPrepared } from "@/lib/db/prepared";
import { type FoundGateway, findGateway, gatewayIn, gatewayText } from "@/lib/gateways/find-gateway";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { stampText } from "@/lib/tokens/presented-text";
import { findPresented } from "@/lib/tokens/verify-token";
import { type Holder, holderOf } from "./holder";
import { internedHolder } from "./interned";

/** Which gateway asks, and for whose token. */
export type Pair = { readonly gateway: FoundGateway | null; readonly holder: Holder | null };

type Known = { readonly holder: Holder; readonly stamp: string; readonly scoped: boolean; readonly until: number };
type Question = { readonly token: Buffer; readonly gateway: Buffer };
type Answer = { readonly place: number; readonly gateway: string | null; readonly stamp: string | null };

const MOST = 10_000;
/** How many questions one statement may ask. */
const TOGETHER = 64;
/** How many may wait for the next: so many are answered within some 50 ms, and while a database is silent no more pile up (security 6, F2). */
const WAITING_MOST = 1_000;
/** So that a database which was set back to an earlier day cannot give a stamp a second meaning for long. */
const LONGEST_MS = 300_000;

/**
 * Who asks and for whom, where memory may not decide: the database is asked with every question, by one statement for
 * both, which questions share that came while another was under way. It begins after the last of them came, so each is answered
 * by what is true then. What a token may do is not read and worked out again if its stamp is the one that it was read with
 * (decision 0037).
 */
export class Directly {
  readonly #db: Db;
  readonly #known = new Map<string, Known>();
  readonly #digests = new Map<string, Buffer>();
  readonly #questions: Together<Question, Answer, "scoped" | "plain">;

  constructor(db: Db) {
    this.#db = db;
    // One through which nothing comes any more holds up nobody else for longer than itself.
    this.#questions = new Together(
      (asked, key) => inTime(still(db, key, asked)),
      TOGETHER,
      () => false,
      WAITING_MOST,
    );
  }

  /** Rejects when the database cannot be asked. */
  ask(credential: string, secret: string): Promise<Pair> {
    return inTime(this.#ask(credential, secret));
  }

  async #ask(credential: string, secret: string): Promise<Pair> {
    const name = nameOf(secret);
    const known = this.#known.get(name);
    if (known !== undefined && performance.now() < known.until) {
      const token = this.#digestOf(name, secret);
      const gateway = this.#digestOf(nameOf(credential), credential);
      const now = await this.#questions.ask(known.scoped ? "scoped" : "plain", { token, gateway });
      if (now.stamp === known.stamp) return { gateway: gatewayIn(now.gateway), holder: known.holder };
    }
    const [gateway, holder] = await Promise.all([findGateway(this.#db, credential), this.#read(name, secret)]);
    return { gateway, holder };
  }

  async #read(name: string, secret: string): Promise<Holder | null> {
    const sent = performance.now();
    const found = await findPresented(this.#db, secret);
    if (found === null) return null;
    const holder = internedHolder(holderOf(found));
    if (this.#known.size >= MOST) this.#known.clear(); // the database is asked in any case
    this.#known.set(name, { holder, stamp: found.stamp, scoped: found.scoped, until: sent + LONGEST_MS });
    return holder;
  }

  /** What the database has of a secret: to work it out costs as much as a fifth of the look-up. */
  #digestOf(name: string, secret: string): Buffer {
    const there = this.#digests.get(name);
    if (there !== undefined) return there;
    if (this.#digests.size >= MOST) this.#digests.clear();
    const digest = tokenDigest(getKeys().tokenPepper, secret);
    this.#digests.set(name, digest);
    return digest;
  }
}

/** Under which a secret is remembered, so that none is. */
const nameOf = (secret: string) => hash("sha256", secret, "base64url");

/** What the database has of each of several pairs now, in their order. */
async function still(db: Db, scoped: "scoped" | "plain", asked: readonly Question[]): Promise<Answer[]> {
  const rows = await runPrepared<Answer>(db, STILL[scoped], [
    asked.map(({ token }) => token),
    asked.map(({ gateway }) => gateway),
  ]);
  return rows.toSorted((a, b) => a.place - b.place);
}

const statement = (name: string, scoped: boolean) => ({
  name,
  text: `select asked.place::int, (${gatewayText("asked.gateway")}) as gateway, (${stampText(scoped, "asked.token")}) as stamp
    from unnest($1::bytea[], $2::bytea[]) with ordinality as asked (token, gateway, place)`,
});
const STILL = {
  plain: statement("ask_directly", false),
  scoped: statement("ask_directly_with_roles", true),
};
