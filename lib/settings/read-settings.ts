import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { getAccount } from "@/lib/principals/get-account";
import { readFactorRule } from "./factor-rule";
import { lastSaved } from "./last-saved";
import { authorizeSettings, settingsRights } from "./permissions";
import { readTokenRules } from "./read-token-rules";
import { readSignInRules } from "./sign-in-rules";
import type { Settings } from "./view";

/** All settings of the account as they are now, with who saved them last, for whoever may see them. */
export async function readSettings(db: Db, principal: Principal): Promise<Result<Settings, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const { accountId } = principal;
  const [{ name }, rules, signIn, factor, naming, ruling, lasting, requiring, wording, routing] = await Promise.all([
    getAccount(db, principal),
    readTokenRules(db, accountId),
    readSignInRules(db, accountId),
    readFactorRule(db, accountId),
    lastSaved(db, principal, "updateOrganization"),
    lastSaved(db, principal, "updateTokenRules"),
    lastSaved(db, principal, "updateSessionDuration"),
    lastSaved(db, principal, "updateRequireMfa"),
    lastSaved(db, principal, "updateVocabulary"),
    lastSaved(db, principal, "updateGatewayRoutes"),
  ]);
  const saved = {
    updateOrganization: naming,
    updateTokenRules: ruling,
    updateSessionDuration: lasting,
    updateRequireMfa: requiring,
    updateVocabulary: wording,
    updateGatewayRoutes: routing,
  };
  return ok({ account: { name }, rules, signIn, factor, saved, rights: settingsRights(principal) });
}
