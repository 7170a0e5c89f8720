import { authorize, may } from "@/lib/access/authorize";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { ACCOUNT } from "@/lib/policy/resource";
import type { SettingsAction } from "./view";

/** Which of the settings a principal may change. */
export function settingsRights(principal: Principal): Record<SettingsAction, boolean> {
  const can = (action: SettingsAction) => may(principal, { action, resource: ACCOUNT });
  return {
    updateOrganization: can("updateOrganization"),
    updateTokenRules: can("updateTokenRules"),
    updateSessionDuration: can("updateSessionDuration"),
    updateRequireMfa: can("updateRequireMfa"),
    updateVocabulary: can("updateVocabulary"),
    updateGatewayRoutes: can("updateGatewayRoutes"),
  };
}

/** Whether the settings are for them to see: who may view the account, or change any of it. */
export function authorizeSettings(principal: Principal): Result<null, Refusal> {
  const viewing = authorize(principal, { action: "viewAccount", resource: ACCOUNT });
  return viewing.ok || !Object.values(settingsRights(principal)).some(Boolean) ? viewing : ok(null);
}
