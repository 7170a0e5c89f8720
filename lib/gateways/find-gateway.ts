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
const OF_ITS_ROW = (digest: string) => `from gateways where digest = ${digest} and revoked_at is null`;
const FIND = {
  name: "find_gateway",
  text: `select id, account_id as "accountId", asks_by as "asksBy" ${OF_ITS_ROW("$1")}`,
};

/** The same as one text, as a part of a statement that asks for more; `gatewayIn` reads it. */
export const gatewayText = (digest: string): string =>
  `select concat_ws(' ', id, account_id, asks_by) ${OF_ITS_ROW(digest)}`;

/** The gateway that a `gatewayText` found. */
export function gatewayIn(text: string | null): FoundGateway | null {
  if (text === null) return null;
  const [id = "", accountId = "", asksBy] = text.split(" ");
  return { id, accountId, asksBy: asksBy as AsksBy };
}
