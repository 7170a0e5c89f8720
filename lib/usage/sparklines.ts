import "server-only";
import type { Db } from "@/lib/db/client";
import { runPrepared } from "@/lib/db/prepared";
import { ASKED_MAX, SPARKLINE_DAYS } from "./limits";

/**
 * REST calls of each of the last `SPARKLINE_DAYS` days of UTC, today included and last, for every token asked about; a token
 * of another account, or without a call, has zeros. The caller has found out that the tokens may be seen. One query
 * that reads each token's days from the index; throws beyond `ASKED_MAX` tokens.
 */
export async function sparklines(
  db: Db,
  accountId: string,
  tokenIds: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (tokenIds.length > ASKED_MAX) throw new Error(`At most ${ASKED_MAX} tokens can be asked about.`);
  const lines = new Map(tokenIds.map((id) => [id, Array<number>(SPARKLINE_DAYS).fill(0)]));
  if (tokenIds.length === 0) return lines;
  const rows = await runPrepared<{ tokenId: string; back: number; calls: number }>(db, SPARKLINES, [
    accountId,
    tokenIds,
    SPARKLINE_DAYS,
  ]);
  for (const { tokenId, back, calls } of rows) {
    const line = lines.get(tokenId);
    if (line && back >= 0) line[SPARKLINE_DAYS - 1 - back] = calls;
  }
  return lines;
}

const SPARKLINES = {
  name: "usage_sparklines",
  text: `
    select token_id as "tokenId", (now() at time zone 'utc')::date - day as back, sum(allowed + denied)::float8 as calls
    from usage_days
    where account_id = $1 and token_id = any($2::text[]) and channel = 'rest'
      and day > (now() at time zone 'utc')::date - $3::integer
    group by token_id, day`,
};
