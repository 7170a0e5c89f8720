import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { caretakersBesides } from "@/lib/tokens/hand-over";
import type { NamedMember } from "@/lib/tokens/view";
import { viewMember } from "./get-member";
import { authorizeMember } from "./permissions";

/** Who could look after the service tokens of somebody who is to be removed: those who manage the account first. */
export async function listHeirs(db: Db, principal: Principal, id: string): Promise<Result<NamedMember[], Refusal>> {
  const found = await viewMember(db, principal, id);
  if (!found.ok) return found;
  const allowed = authorizeMember(principal, found.value, "deleteMember");
  if (!allowed.ok) return allowed;
  return ok(await caretakersBesides(db, principal.accountId, id));
}
