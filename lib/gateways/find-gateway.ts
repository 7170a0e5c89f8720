import "server-only";
import type { Db } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { secretKind } from "@/lib/keys/secret-format";
import type { AsksBy } from "./view";

/** A living gateway as its credential finds it. */
export type FoundGateway = { readonly id: string; readonly accountId: string; readonly asksBy: AsksBy };

/** Whose credential this is; null if no living gateway's. A malformed text costs no query. */
export async function findGateway(db: Db, presented: string): Promise<FoundGateway | null> {
  if (secretKind(presented) !== "gateway") return null;
  const [row] = await runPrepared<FoundGateway>(db, FIND, [tokenDigest(getKeys().tokenPepper, presented)]);
  return row ?? null;
}

// The account is what it finds, so none is asked for.
const FIND = {
  name: "find_gateway",
  text: `select id, account_id as "accountId", asks_by as "asksBy" from gateways where digest = $1 and revoked_at is null`,
};
