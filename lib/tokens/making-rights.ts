import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import { rulesFor } from "@/lib/settings/rules-for";
import type { TokenRules } from "@/lib/settings/view";
import { mayCreateToken } from "./permissions";

/** What stands in the way of making a token: the roles of whoever asks, or the account's token rules. */
export type MakingDenial = "role" | "rules" | null;
export type MakingRights = { rules: TokenRules; personal: MakingDenial; service: MakingDenial };

/** Which kinds of token the principal may make now, what denies the others, and the rules for what is made. */
export async function makingRights(db: Db, principal: Principal): Promise<MakingRights> {
  const rules = await rulesFor(db, principal);
  const denial = (kind: "personal" | "service"): MakingDenial => {
    const allowed = mayCreateToken(principal, kind, rules);
    if (allowed.ok) return null;
    return allowed.error.kind === "makers_only" ? "rules" : "role";
  };
  return { rules, personal: denial("personal"), service: denial("service") };
}
