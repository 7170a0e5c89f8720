import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db, Tx } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { lockMember } from "@/lib/principals/lock-member";
import { allowProof, forgetProofs } from "@/lib/sessions/throttle-proofs";
import { checkProof } from "./check-proof";
import type { Code } from "./input";

export type Whose = { readonly accountId: string; readonly memberId: string };
type Act<T> = (tx: Tx, actor: Principal, whose: Whose) => Promise<Result<T, Refusal>>;

/**
 * A change to one's own second factor, proven by a fresh code of it, which is counted in advance and taken with the change: where
 * that is refused, the code may be shown again.
 */
export async function changeProven<T>(
  db: Db,
  principal: Principal,
  proof: Code,
  act: Act<T>,
): Promise<Result<T, Refusal>> {
  const { memberId, origin } = principal;
  if (memberId === null) return err({ kind: "not_found", what: "second factor" });
  const counted = { memberId, sessionId: null, guessable: proof.kind === "totp" };
  const tried = await allowProof(db, counted, origin.ip);
  if ("refusal" in tried) return err(tried.refusal);
  const seen = { proven: false };
  const answer = await change<T>(
    db,
    principal,
    async (tx, actor) => {
      const whose = { accountId: actor.accountId, memberId };
      await lockMember(tx, whose);
      seen.proven = await checkProof(tx, whose, proof);
      return seen.proven ? act(tx, actor, whose) : err({ kind: "wrong_code" });
    },
    { lockAccount: true }, // nobody makes the rule while somebody gives up their last factor
  );
  if (seen.proven) await forgetProofs(db, counted, origin.ip);
  return answer;
}
