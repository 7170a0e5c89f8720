import "server-only";
import type { Db } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { ASKED_MAX } from "./limits";
import type { ActionUse } from "./view";

/**
 * What each of the tokens did in the last `sinceDays` days of UTC, today included, through all channels: most used first. A
 * token of another account, or one that did nothing, has an empty list. The caller has found out that the tokens
 * may be seen. Throws beyond `ASKED_MAX` tokens.
 */
export async function usedActions(
  db: Db,
  accountId: string,
  tokenIds: readonly string[],
  sinceDays: number,
): Promise<ReadonlyMap<string, readonly ActionUse[]>> {
  if (tokenIds.length > ASKED_MAX) throw new Error(`At most ${ASKED_MAX} tokens can be asked about.`);
  const used = new Map<string, ActionUse[]>(tokenIds.map((id) => [id, []]));
  if (tokenIds.length === 0) return used;
  const rows = await runPrepared<ActionUse & { tokenId: string }>(db, ACTIONS, [accountId, tokenIds, sinceDays]);
  for (const { tokenId, ...use } of rows) used.get(tokenId)?.push(use);
  return used;
}

const ACTIONS = {
  name: "usage_actions",
  text: `
    select token_id as "tokenId", kind, action, sum(allowed)::float8 as allowed, sum(denied)::float8 as denied
    from usage_actions
    where account_id = $1 and token_id = any($2::text[]) and day > (now() at time zone 'utc')::date - $3::integer
    group by token_id, kind, action
    order by sum(allowed + denied) desc, kind, action`,
};
