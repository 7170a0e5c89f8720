import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { type HeldBack, heldBack } from "@/lib/policy/held-back";
import { catalogueOf } from "@/lib/vocabulary/find-vocabulary";
import { getTokenAccess } from "./get-token-access";
import { HELD_BACK_SHOWN } from "./limits";

/** What a token asks for at present and does not get; of one out of the principal's view nothing is told. */
export async function heldBackOf(db: Db, principal: Principal, id: string): Promise<readonly HeldBack[]> {
  const found = await getTokenAccess(db, principal, id);
  return found.ok ? heldBack(found.value.grants, HELD_BACK_SHOWN, await catalogueOf(db, principal)) : [];
}
