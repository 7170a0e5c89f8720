import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { mintSecret, secretTail } from "@/lib/keys/secret-format";
import { change } from "@/lib/principals/change";
import { getLivingToken, getToken } from "./get-token";
import type { RotateTokenInput } from "./input";
import { OVERLAP_MAX } from "./limits";
import { mayRotate } from "./may-rotate";
import { tokenResource } from "./permissions";
import { endSecret, moveRights, replaceSecret } from "./secrets";
import type { TokenView } from "./view";

/** A token with its new secret, which exists nowhere else. */
export type RotatedToken = { readonly token: TokenView; readonly secret: PlainSecret };

/** A clock that goes a little ahead of ours still means seven days by seven days. */
const CLOCK_SLACK = 5 * 60_000;

/**
 * Gives a token a new secret and answers with it. The old one works on until `oldUntil`, seven days and the token's own
 * end, whichever is first, or ends in the same transaction; one that was still left over from before ends in any case
 * (invariant I22). Nothing else of the token changes.
 */
export async function rotateToken(
  db: Db,
  principal: Principal,
  { id, oldUntil }: RotateTokenInput,
): Promise<Result<RotatedToken, Refusal>> {
  const act = async (tx: Tx, actor: Principal): Promise<Result<RotatedToken, Refusal>> => {
    const found = await getLivingToken(tx, actor, id);
    if (!found.ok) return found;
    const allowed = await mayRotate(tx, actor, found.value);
    if (!allowed.ok) return allowed;
    if (found.value.status === "expired") return err({ kind: "expired" });
    const until = await endOfOld(tx, found.value, oldUntil);
    if (!until.ok) return until;

    const secret = mintSecret(found.value.kind);
    await moveRights(tx, actor.accountId, found.value.member.id);
    await noteNewest(tx, actor, id, secretTail(secret));
    await endSecret(tx, { accountId: actor.accountId, tokenId: id, state: "overlap" }, "rotated");
    await replaceSecret(tx, { accountId: actor.accountId, tokenId: id }, secret, until.value);
    const { name } = found.value;
    const event = { kind: "token", action: "resetAccessToken", resource: tokenResource(found.value) } as const;
    await recordAuditEntry(tx, actor, { ...event, target: { id, name }, details: { oldUntil: until.value } });
    const rotated = await getToken(tx, actor, id);
    return rotated.ok ? ok({ token: rotated.value, secret }) : rotated;
  };
  return change(db, principal, act, { lockAccount: true }); // a secret's end meets what is being done with it
}

/** When the old secret ends, by the database's clock; null for at once, as what lies in the past is (semantics 2). */
async function endOfOld(tx: Tx, token: TokenView, asked: number | null): Promise<Result<number | null, Refusal>> {
  if (asked === null) return ok(null);
  const { rows } = await tx.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  const now = Number(rows[0]?.now);
  if (asked > now + OVERLAP_MAX + CLOCK_SLACK) {
    return err({ kind: "invalid_input", fields: { oldUntil: ["The old secret can work on for 7 days at most."] } });
  }
  return ok(asked <= now ? null : Math.floor(Math.min(asked, now + OVERLAP_MAX, token.expiresAt ?? asked)));
}

/** The list shows the newest secret's last four; whoever is shown it in the console has yet to say that it is stored. */
async function noteNewest(tx: Tx, actor: Principal, id: string, tail: string): Promise<void> {
  const shown = actor.actor.kind === "session";
  await tx
    .update(accessTokens)
    .set({ secretTail: tail, modifiedAt: sql`now()`, secretConfirmedAt: shown ? null : sql`now()` })
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, actor.accountId)));
}
