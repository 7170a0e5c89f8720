import "server-only";
import { type SQL, sql } from "drizzle-orm";

// Of the rows `t` (the token), `s` (one of its secrets) and `m` (its member), in the words and the order of `verifyToken`.

/** What the token itself is dead of; null while it lives. */
export const deadOf: SQL = sql`case
  when t.revoked_at is not null then 'revoked'
  when t.deactivated_at is not null or (m.removed_at is not null and t.kind = 'personal') then 'deactivated'
  when t.not_after <= now() then 'expired'
  when t.paused_at is not null then 'paused'
end`;

/** When that came about, or, for `rotated`, when the secret was replaced: null if it does not hold or holds no more. */
export const diedOf = (why: string): string => `case ${why}
  when 'revoked' then t.revoked_at
  when 'deactivated' then coalesce(t.deactivated_at, m.removed_at)
  when 'rotated' then coalesce(s.died_at, s.not_after)
  when 'expired' then case when t.not_after <= now() then t.not_after end
  when 'paused' then t.paused_at
end`;
