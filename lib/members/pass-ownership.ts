import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import { getMember } from "./get-member";
import { mayPassOwnership } from "./permissions";
import { updateWithin } from "./update-member";

/**
 * Makes another member Owner and the one who asks an Admin, both or neither: so that a sole Owner can step down. Somebody
 * who has not joined cannot take it.
 */
export async function passOwnership(
  db: Db,
  principal: Principal,
  id: string,
): Promise<Result<{ email: string }, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const own = await getMember(tx, actor, actor.memberId ?? "");
      if (!own.ok || !mayPassOwnership(actor, own.value))
        return err({ kind: "forbidden", action: "updateAccountOwner", resource: ACCOUNT });
      const heir = await getMember(tx, actor, id);
      if (!heir.ok) return heir;
      if (!heir.value.joined || heir.value.id === own.value.id)
        return err({ kind: "invalid_input", fields: { id: [WHO] } });
      const raised = await updateWithin(tx, actor, { id, baseRole: "owner" });
      if (!raised.ok) return raised;
      const stepped = await updateWithin(tx, actor, { id: own.value.id, baseRole: "admin" });
      return stepped.ok ? ok({ email: heir.value.email }) : stepped;
    },
    { lockAccount: true },
  );
}

const WHO = "Choose another member, one who has joined.";
