import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { provenLately } from "@/lib/access/proven-lately";
import { reachesAccount } from "@/lib/access/reaches-account";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { hoursInWords } from "@/lib/core/span";
import type { Db, Tx } from "@/lib/db/client";
import { mintSecret, secretTail } from "@/lib/keys/secret-format";
import { change } from "@/lib/principals/change";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { againstRules } from "./against-rules";
import { getLivingToken, getToken } from "./get-token";
import type { RotateTokenInput } from "./input";
import { CLOCK_SLACK, OVERLAP_MAX } from "./limits";
import { grantsOfToken, mayRotate } from "./may-rotate";
import { authorizeManaging, tokenResource } from "./permissions";
import { endSecret, moveRights, replaceSecret } from "./secrets";
import { expiryRefusal } from "./update-token";
import type { TokenView } from "./view";

const HOUR_MS = 3_600_000;

/** A token with its new secret, which exists nowhere else. */
export type RotatedToken = { readonly token: TokenView; readonly secret: PlainSecret };

/**
 * Gives a token a new secret and answers with it. The old one works on until `oldUntil`, seven days and the token's own
 * end, whichever is first, or ends in the same transaction; one that was still left over from before ends in any case
 * (invariant I22). Nothing else of the token changes but its expiry, if that is asked for: so an expired one comes back.
 */
export async function rotateToken(
  db: Db,
  principal: Principal,
  { id, oldUntil, expiresAt }: RotateTokenInput,
): Promise<Result<RotatedToken, Refusal>> {
  const act = async (tx: Tx, actor: Principal): Promise<Result<RotatedToken, Refusal>> => {
    const found = await getLivingToken(tx, actor, id);
    if (!found.ok) return found;
    const allowed = await mayRotate(tx, actor, found.value);
    if (!allowed.ok) return allowed;
    const proven = await provenFor(tx, actor, found.value);
    if (!proven.ok) return proven;
    const renewed = await renewal(tx, actor, found.value, expiresAt);
    if (!renewed.ok) return renewed;
    const token = { ...found.value, ...renewed.value };
    // What had ended stays ended: the old secret of an expired token does not come back with it.
    const until = await endOfOld(tx, actor, token, found.value.status === "expired" ? null : oldUntil);
    if (!until.ok) return until;

    const secret = mintSecret(token.kind);
    await moveRights(tx, actor.accountId, token.member.id);
    await noteNewest(tx, actor, token, secretTail(secret));
    await endSecret(tx, { accountId: actor.accountId, tokenId: id, state: "overlap" }, "rotated");
    await replaceSecret(tx, { accountId: actor.accountId, tokenId: id }, secret, until.value);
    const states = renewed.value && { before: { expiresAt: found.value.expiresAt }, after: renewed.value };
    await recordAuditEntry(tx, actor, {
      kind: "token",
      action: "resetAccessToken",
      resource: tokenResource(token),
      target: { id, name: token.name },
      details: { oldUntil: until.value, ...states },
    });
    const rotated = await getToken(tx, actor, id);
    return rotated.ok ? ok({ token: rotated.value, secret }) : rotated;
  };
  return change(db, principal, act, { lockAccount: true }); // a secret's end meets what is being done with it
}

/** A new secret of a service token that reaches into the account is worth as much as another such token. */
async function provenFor(tx: Tx, actor: Principal, { id, kind, member }: TokenView): Promise<Result<null, Refusal>> {
  const proven = provenLately(actor);
  if (proven.ok || kind === "personal" || !reachesAccount(await grantsOfToken(tx, actor, id), member.id))
    return ok(null);
  return proven;
}

/** The end that a token is to have with its new secret; null where that is left as it is. */
async function renewal(
  tx: Tx,
  actor: Principal,
  token: TokenView,
  expiresAt: number | null | undefined,
): Promise<Result<{ expiresAt: number | null } | null, Refusal>> {
  if (expiresAt === undefined) return token.status === "expired" ? err({ kind: "expired" }) : ok(null);
  if (expiresAt === token.expiresAt && token.status !== "expired") return ok(null);
  const allowed = authorizeManaging(actor, token, "updateAccessTokenExpiry");
  if (!allowed.ok) return allowed;
  const late = await expiryRefusal(tx, actor, token, expiresAt);
  return late ? err(late) : ok({ expiresAt });
}

/**
 * When the old secret ends, by the database's clock; null for at once, as what lies in the past is (semantics 2). Seven
 * days ahead at most, or what the token rules have come down to.
 */
async function endOfOld(
  tx: Tx,
  { accountId }: Principal,
  token: TokenView,
  asked: number | null,
): Promise<Result<number | null, Refusal>> {
  if (asked === null) return ok(null);
  const { rows } = await tx.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  const now = Number(rows[0]?.now);
  if (asked > now + OVERLAP_MAX + CLOCK_SLACK) {
    return err({ kind: "invalid_input", fields: { oldUntil: ["The old secret can work on for 7 days at most."] } });
  }
  if (asked <= now) return ok(null);
  const { overlapHours } = await readTokenRules(tx, accountId);
  const latest = now + overlapHours * HOUR_MS;
  if (overlapHours === 0 || asked > latest + CLOCK_SLACK) return err(againstRules("oldUntil", ruleOf(overlapHours)));
  return ok(Math.floor(Math.min(asked, latest, token.expiresAt ?? asked)));
}

const ruleOf = (hours: number) =>
  hours === 0 ? "an old secret ends at once" : `an old secret works on for ${hoursInWords(hours)} at most`;

/** The list shows the newest secret's last four; whoever is shown it in the console has yet to say that it is stored. */
async function noteNewest(tx: Tx, actor: Principal, { id, expiresAt }: TokenView, tail: string): Promise<void> {
  const shown = actor.actor.kind === "session";
  await tx
    .update(accessTokens)
    .set({
      secretTail: tail,
      modifiedAt: sql`now()`,
      secretConfirmedAt: shown ? null : sql`now()`,
      notAfter: expiresAt === null ? null : new Date(expiresAt),
    })
    .where(and(eq(accessTokens.id, id), eq(accessTokens.accountId, actor.accountId)));
}
