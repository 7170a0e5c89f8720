import "server-only";
import { hash } from "node:crypto";
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
type Answer = { readonly gateway: string | null; readonly stamp: string | null };

const MOST = 10_000;
/** So that a database which was set back to an earlier day cannot give a stamp a second meaning for long. */
const LONGEST_MS = 300_000;

/**
 * Who asks and for whom, where memory may not decide: the database is asked with every question, by one statement for
 * both. What a token may do is not read and worked out again if its stamp is the one that it was read with (decision 0037).
 */
export class Directly {
  readonly #db: Db;
  readonly #known = new Map<string, Known>();
  readonly #digests = new Map<string, Buffer>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Rejects when the database cannot be asked. */
  ask(credential: string, secret: string): Promise<Pair> {
    return inTime(this.#ask(credential, secret));
  }

  async #ask(credential: string, secret: string): Promise<Pair> {
    const name = nameOf(secret);
    const known = this.#known.get(name);
    if (known !== undefined && performance.now() < known.until) {
      const digests = [this.#digestOf(name, secret), this.#digestOf(nameOf(credential), credential)];
      const [now] = await runPrepared<Answer>(this.#db, known.scoped ? STILL_WITH_ROLES : STILL, digests);
      if (now?.stamp === known.stamp) return { gateway: gatewayIn(now.gateway), holder: known.holder };
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

const still = (name: string, scoped: boolean) => ({
  name,
  text: `select (${gatewayText("$2")}) as gateway, (${stampText(scoped)}) as stamp`,
});
const STILL = still("ask_directly", false);
const STILL_WITH_ROLES = still("ask_directly_with_roles", true);
