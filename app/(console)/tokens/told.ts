import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { getDb } from "@/lib/db/client";
import { whyNotLiving } from "@/lib/tokens/ended-since";

/** A refusal as the console tells it: where somebody ended the token since the page was drawn, that. */
export async function told(principal: Principal, id: string, refusal: Refusal): Promise<Refusal> {
  return refusal.kind === "not_found" ? whyNotLiving(getDb(), principal, id) : refusal;
}
