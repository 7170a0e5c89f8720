import "server-only";
import { sql } from "drizzle-orm";
import type { Refusal } from "@/lib/core/refusal";
import { daysInWords } from "@/lib/core/span";
import type { Db, Tx } from "@/lib/db/client";
import { mayNeverExpire, type TokenRules } from "@/lib/settings/view";
import { againstRules } from "./against-rules";
import { CLOCK_SLACK, EXPIRY_MIN_AHEAD } from "./limits";

const DAY_MS = 86_400_000;

/**
 * Whether a token may be given that end now, null for none, by the database's clock: some minutes ahead, or it is a slip
 * of the pen, and no further ahead than the token rules allow. A clock that goes a little ahead of ours is forgiven.
 */
export async function checkExpiry(
  db: Db | Tx,
  { longestDays, ...rules }: Pick<TokenRules, "longestDays" | "neverAllowed">,
  expiresAt: number | null,
): Promise<Refusal | null> {
  const longest = longestDays === null ? "" : `, at most ${daysInWords(longestDays)} ahead`;
  if (expiresAt === null) {
    return mayNeverExpire({ longestDays, ...rules })
      ? null
      : againstRules("expiresAt", `a token needs an expiry${longest}`);
  }
  const { rows } = await db.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  const ahead = expiresAt - Number(rows[0]?.now);
  if (ahead < EXPIRY_MIN_AHEAD) {
    return { kind: "invalid_input", fields: { expiresAt: ["Choose a time at least 10 minutes from now."] } };
  }
  if (longestDays === null || ahead <= longestDays * DAY_MS + CLOCK_SLACK) return null;
  return againstRules("expiresAt", `an expiry is${longest.slice(1)}`);
}
