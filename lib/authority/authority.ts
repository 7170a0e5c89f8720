import "server-only";
import { hash } from "node:crypto";
import type { Db } from "@/lib/db/client";
import { type FoundGateway, findGateway } from "@/lib/gateways/find-gateway";
import { SECRET_LENGTH, type SecretKind, secretKind } from "@/lib/keys/secret-format";
import type { AuthorityChange } from "@/lib/leases/authority-change";
import { compileRoutes, type Router } from "@/lib/routes/compile";
import { routesOf } from "@/lib/routes/find-routes";
import { findPresented, type PresentedToken } from "@/lib/tokens/verify-token";

import { Directly, type Pair } from "./directly";
import { findSubject, type Subject } from "./find-subject";
import { type Holder, holderOf } from "./holder";
import type { Owned } from "./holders";
import { interned, internedHolder } from "./interned";
import { type Held, Memory, type Read } from "./memory";

/** So many secrets are held in memory at most; the bound for their memory is 150 MiB. */
const MOST_TOKENS = 100_000;
/** Those who call the REST API: fewer than pass the gateways, and more is kept of each. */
const MOST_CALLERS = 10_000;
const MOST_GATEWAYS = 1_000;
const MOST_SUBJECTS = 20_000;
const MOST_ACCOUNTS = 1_000;
/** Nothing is believed for longer, should a change ever go unnoticed. */
const LONGEST_MS = 300_000;

type Caller = Owned & { readonly presented: PresentedToken };
/** What an account's requests to its services are, by its route rules. */
export type AccountRoutes = { readonly id: string; readonly accountId: string; readonly route: Router };

/** Who holds which secret and what they may do, for every door that answers for others' services. */
export class Authority {
  readonly tokens: Memory<Holder>;
  /** The same for the REST API, which asks for more than the doors do. */
  readonly callers: Memory<Caller>;
  readonly gateways: Memory<FoundGateway>;
  /** By name: `subjectKey`. */
  readonly subjects: Memory<Subject>;
  /** By account: also of one without rules, whose requests are none that it knows. */
  readonly routes: Memory<AccountRoutes>;
  readonly #lease: Held;
  readonly #directly: Directly;

  constructor(db: Db, lease: Held, most = MOST_TOKENS) {
    this.#lease = lease;
    this.#directly = new Directly(db);
    this.tokens = new Memory({
      lease,
      most,
      nameOf: digestOf,
      canBe: isToken,
      read: (secret) => readToken(db, secret),
    });
    this.callers = new Memory({
      lease,
      most: MOST_CALLERS,
      nameOf: digestOf,
      canBe: isToken,
      read: (secret) => readCaller(db, secret),
    });
    this.gateways = new Memory({
      lease,
      most: MOST_GATEWAYS,
      nameOf: digestOf,
      canBe: isGateway,
      read: (secret) => readGateway(db, secret),
    });
    this.subjects = new Memory({
      lease,
      most: MOST_SUBJECTS,
      nameOf: (key) => key,
      read: (key) => readSubject(db, key),
    });
    this.routes = new Memory({
      lease,
      most: MOST_ACCOUNTS,
      nameOf: (accountId) => accountId,
      read: (accountId) => readRoutes(db, accountId),
    });
  }

  /**
   * Which gateway asks and for whose token, if it names one: at once where both are in memory; by one statement where memory
   * may not decide. Rejects when the database is needed and cannot be asked.
   */
  ask(credential: string, secret: string | null): Pair | Promise<Pair> {
    const held = this.#lease.held();
    if (!held && secret !== null && isGateway(credential) && isToken(secret)) {
      this.gateways.counts.direct++;
      this.tokens.counts.direct++;
      return this.#directly.ask(credential, secret);
    }
    const gateway = this.gateways.find(credential, held);
    const holder = secret === null ? null : this.tokens.find(secret, held);
    // Without a wait where both are in memory: a promise costs as much as the decision.
    if (gateway instanceof Promise || holder instanceof Promise)
      return Promise.all([gateway, holder]).then(([a, b]) => ({ gateway: a, holder: b }));
    return { gateway, holder };
  }

  /** Whose secret this is, for the REST API; rejects when the database is needed and cannot be asked. */
  present(secret: string): PresentedToken | null | Promise<PresentedToken | null> {
    const found = this.callers.find(secret);
    return found instanceof Promise ? found.then(presentedOf) : presentedOf(found);
  }

  /** What the lease calls with the changes that this process takes in. */
  forget(changes: readonly AuthorityChange[] | "all"): void {
    this.tokens.forget(changes);
    this.callers.forget(changes);
    this.gateways.forget(changes);
    this.subjects.forget(changes);
    this.routes.forget(changes);
  }
}

/** One-shot, since it is done with every question. A text as long as no secret is nobody's. */
const digestOf = (secret: string) => (secret.length === SECRET_LENGTH ? hash("sha256", secret, "base64url") : null);

const isOf =
  (...kinds: SecretKind[]) =>
  (secret: string) => {
    const kind = secretKind(secret);
    return kind !== null && kinds.includes(kind);
  };

const isToken = isOf("personal", "service");
const isGateway = isOf("gateway");

async function readToken(db: Db, secret: string): Promise<Read<Holder> | null> {
  const found = await findPresented(db, secret);
  if (found === null) return null;
  return { holder: internedHolder(holderOf(found)), keepFor: keptFor(found) };
}

async function readCaller(db: Db, secret: string): Promise<Read<Caller> | null> {
  const presented = await findPresented(db, secret);
  if (presented === null) return null;
  const holder = { accountId: presented.member.accountId, id: presented.token.tokenId, presented };
  return { holder, keepFor: keptFor(presented) };
}

const presentedOf = (caller: Caller | null) => caller?.presented ?? null;

async function readGateway(db: Db, secret: string): Promise<Read<FoundGateway> | null> {
  const holder = await findGateway(db, secret);
  return holder && { holder, keepFor: LONGEST_MS };
}

async function readRoutes(db: Db, accountId: string): Promise<Read<AccountRoutes>> {
  const route = compileRoutes(await routesOf(db, accountId));
  return { holder: { id: accountId, accountId, route }, keepFor: LONGEST_MS };
}

async function readSubject(db: Db, key: string): Promise<Read<Subject> | null> {
  const found = await findSubject(db, key);
  return found && { holder: { ...found.subject, grants: interned(found.subject.grants) }, keepFor: keptFor(found) };
}

/** It ends here no later than there: counted from before it was asked for (invariant I23). A dead one does not end. */
function keptFor({ dead, endsIn }: { readonly dead: unknown; readonly endsIn: number | null }): number {
  return dead ? LONGEST_MS : Math.min(endsIn ?? LONGEST_MS, LONGEST_MS);
}
