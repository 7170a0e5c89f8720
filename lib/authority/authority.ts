import "server-only";
import type { Db } from "@/lib/db/client";
import { type FoundGateway, findGateway } from "@/lib/gateways/find-gateway";
import type { AuthorityChange } from "@/lib/leases/lease";
import { findPresented } from "@/lib/tokens/verify-token";
import { type Holder, holderOf } from "./holder";
import { interned } from "./interned";
import { type Held, Memory, type Read } from "./memory";

/** So many secrets are held in memory at most; the bound for their memory is 150 MiB. */
const MOST_TOKENS = 100_000;
const MOST_GATEWAYS = 1_000;
/** Nothing is believed for longer, should a change ever go unnoticed. */
const LONGEST_MS = 300_000;

/** Who holds which secret and what they may do, for every door that answers for others' services. */
export class Authority {
  readonly tokens: Memory<Holder>;
  readonly gateways: Memory<FoundGateway>;

  constructor(db: Db, lease: Held, most = MOST_TOKENS) {
    this.tokens = new Memory({ lease, most, read: (secret) => readToken(db, secret) });
    this.gateways = new Memory({ lease, most: MOST_GATEWAYS, read: (secret) => readGateway(db, secret) });
  }

  /** What the lease calls with the changes that this process takes in. */
  forget(changes: readonly AuthorityChange[] | "all"): void {
    this.tokens.forget(changes);
    this.gateways.forget(changes);
  }
}

async function readToken(db: Db, secret: string): Promise<Read<Holder> | null> {
  const found = await findPresented(db, secret);
  if (found === null) return null;
  const holder = holderOf(found);
  // It ends here no later than there: counted from before it was asked for (invariant I23). A dead one does not end.
  const keepFor = found.dead ? LONGEST_MS : Math.min(found.endsIn ?? LONGEST_MS, LONGEST_MS);
  return { holder: { ...holder, grants: interned(holder.grants) }, keepFor };
}

async function readGateway(db: Db, secret: string): Promise<Read<FoundGateway> | null> {
  const holder = await findGateway(db, secret);
  return holder && { holder, keepFor: LONGEST_MS };
}
