import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { checkProof } from "@/lib/factors/check-proof";
import { checkPasskey, notePasskeyUse } from "@/lib/passkeys/check-passkey";
import type { Assertion } from "@/lib/passkeys/input";
import type { PasskeySite } from "@/lib/passkeys/view";
import { change } from "@/lib/principals/change";
import { isGuarded } from "@/lib/principals/guarded";
import { provePassword } from "@/lib/sessions/prove-password";
import { allowTry, forgetFailures } from "@/lib/sessions/throttle";
import { allowProof, forgetProofs } from "@/lib/sessions/throttle-proofs";
import type { ByPassword, ProveAgainInput } from "./input";
import { noteProof } from "./note-proof";

/** A session that was proved: the new id by which alone it goes on. */
export type Proven = { readonly sid: PlainSecret };

/** At which session, and where passkeys work. */
type Where = { readonly sessionId: string; readonly site: PasskeySite };

/**
 * Proves once more who sits at a session, for great acts (`provenLately`), by no less than signing in takes, and answers with the
 * session's new id. Tries count like those of signing in. How long the session lasts stays as it is.
 */
export function proveAgain(
  db: Db,
  principal: Principal,
  input: ProveAgainInput,
  where: Where,
): Promise<Result<Proven, Refusal>> {
  return input.way === "password"
    ? byPassword(db, principal, input, where)
    : byPasskey(db, principal, input.assertion, where);
}

/** A code is looked at only after a right password, and it counts once: as in signing in. */
async function byPassword(
  db: Db,
  principal: Principal,
  { password, proof }: ByPassword,
  { sessionId }: Where,
): Promise<Result<Proven, Refusal>> {
  const { accountId, memberId, origin } = principal;
  if (memberId === null) return err({ kind: "unauthenticated" });
  if (!proof && (await isGuarded(db, { accountId, memberId }))) return err({ kind: "proof_too_little" });
  const right = await provePassword(db, principal, password);
  if (!right.ok) return right;
  const counted = { memberId, sessionId: null, guessable: proof?.kind === "totp" };
  const tried = proof ? await allowProof(db, counted, origin.ip) : null;
  if (tried && "refusal" in tried) return err(tried.refusal);
  const answer = await change<Proven>(db, principal, async (tx, actor) => {
    if (!proof && (await isGuarded(tx, { accountId, memberId }))) return err({ kind: "proof_too_little" });
    if (proof && !(await checkProof(tx, { accountId, memberId }, proof))) return err({ kind: "wrong_code" });
    const by = { method: "password", ...(proof && { factor: proof.kind }) } as const;
    return ok({ sid: await noteProof(tx, { principal: actor, sessionId, by }) });
  });
  if (proof && answer.ok) await forgetProofs(db, counted, origin.ip);
  return answer;
}

/** A passkey is unlocked for each use, which makes it two factors: nothing else is asked for. */
async function byPasskey(
  db: Db,
  principal: Principal,
  assertion: Assertion,
  { sessionId, site }: Where,
): Promise<Result<Proven, Refusal>> {
  if (!("rpId" in site)) return err({ kind: "no_passkeys_here" });
  const { origin, memberId } = principal;
  const counted = `passkey ${assertion.id}`;
  const wait = await allowTry(db, counted, origin.ip);
  if (wait) return err(wait);
  const checked = await checkPasskey(db, site, assertion, { purpose: "prove", of: sessionId, origin });
  if (!checked || checked.memberId !== memberId) return err({ kind: "passkey_refused" });
  await forgetFailures(db, counted, origin.ip);
  return change(db, principal, async (tx, actor) => {
    if (!(await notePasskeyUse(tx, checked))) return err({ kind: "passkey_refused" });
    return ok({ sid: await noteProof(tx, { principal: actor, sessionId, by: { factor: "passkey" } }) });
  });
}
