import { findActors } from "@/lib/audit/find-actors";
import { auditLogInput } from "@/lib/audit/input";
import { searchAuditLog } from "@/lib/audit/search-audit-log";
import { readFactor } from "@/lib/factors/read-factor";
import { listGateways } from "@/lib/gateways/list-gateways";
import { countBound } from "@/lib/members/count-bound";
import { getMemberAccess } from "@/lib/members/get-member-access";
import { listHeirs } from "@/lib/members/list-heirs";
import { memberPageInput } from "@/lib/members/list-input";
import { listMemberPage } from "@/lib/members/list-member-page";
import { memberEffects } from "@/lib/members/member-effects";
import { memberSessions } from "@/lib/members/member-sessions";
import { roleEffects } from "@/lib/members/role-effects";
import { roleHolders } from "@/lib/members/role-holders";
import { whoCanCreate } from "@/lib/members/who-can-create";
import { listPasskeys } from "@/lib/passkeys/list-passkeys";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { listVersions } from "@/lib/roles/list-versions";
import { readRoutes } from "@/lib/routes/read-routes";
import { findEverywhere } from "@/lib/search/find-everywhere";
import { listSessions } from "@/lib/sessions/list-sessions";
import { factorReach } from "@/lib/settings/factor-rule";
import { readSettings } from "@/lib/settings/read-settings";
import { findSameName } from "@/lib/tokens/find-same-name";
import { getTokenAccess } from "@/lib/tokens/get-token-access";
import { listCaretakers } from "@/lib/tokens/hand-over";
import { heldBackOf } from "@/lib/tokens/held-back-of";
import { countChangesSince } from "@/lib/tokens/list/count-changes-since";
import { countTokenTabs } from "@/lib/tokens/list/counts";
import { expiryWeeks } from "@/lib/tokens/list/expiry-weeks";
import { facetCounts } from "@/lib/tokens/list/facet-counts";
import { filterNames } from "@/lib/tokens/list/filter-names";
import { listTokenPage } from "@/lib/tokens/list/list-token-page";
import { previewBulk } from "@/lib/tokens/list/preview-bulk";
import { facetInput, tokenPageInput, tokenSetInput } from "@/lib/tokens/list-input";
import { makingRights } from "@/lib/tokens/making-rights";
import { ruleEffects } from "@/lib/tokens/rule-effects";
import { sparklines } from "@/lib/usage/sparklines";
import { tokenActivity } from "@/lib/usage/token-activity";
import { usedActions } from "@/lib/usage/used-actions";
import { previewRemoval, previewVocabulary } from "@/lib/vocabulary/preview-vocabulary";
import { readVocabulary } from "@/lib/vocabulary/read-vocabulary";
import { issue } from "./account";
import type { Stage } from "./acts";
import { allow, giveRoles, seedRole } from "./roles";

const POLICY = [allow("viewProject", "proj/*")];

/** Everything that the console reads of an account in which there is one of each, one look after the other. */
export async function looksOf(stage: Stage): Promise<readonly (() => Promise<unknown>)[]> {
  const { db, accountId, owner, writer } = stage;
  const { principal } = owner;
  const role = await seedRole(db, owner, POLICY);
  await giveRoles(db, owner, writer, [role]);
  const { token } = await issue(db, owner, { kind: "service", role: { source: "custom", roles: [role.id] } });
  const shown = { tab: "all", filters: { q: "test", owner: [owner.id], role: [`custom:${role.key}`] } } as const;
  const filters = tokenSetInput.parse(shown);
  const page = (by: string) => tokenPageInput.parse({ ...shown, sort: { by, descending: false } });
  const attention = tokenPageInput.parse({ tab: "attention", filters: {}, sort: { by: "expires", descending: false } });
  const facet = (name: string) => facetInput.parse({ ...shown, facet: name, search: "m" });
  const log = (more: object) => auditLogInput.parse(more);
  return [
    () => listTokenPage(db, principal, page("name")),
    () => listTokenPage(db, principal, page("owner")),
    () => listTokenPage(db, principal, page("lastUsed")),
    () => listTokenPage(db, principal, attention),
    () => listTokenPage(db, writer.principal, page("name")),
    () => countTokenTabs(db, principal),
    () => countChangesSince(db, principal, { ...filters, since: 0 }),
    () => expiryWeeks(db, principal, filters),
    ...["status", "type", "owner", "role", "used", "flag"].map((name) => () => facetCounts(db, principal, facet(name))),
    () => filterNames(db, principal, filters.filters),
    () => previewBulk(db, principal, { ids: [token.id] }),
    () => getTokenAccess(db, principal, token.id),
    () => heldBackOf(db, principal, token.id),
    () => listCaretakers(db, principal, token.id),
    () => findSameName(db, principal, "test token"),
    () => makingRights(db, principal),
    () => tokenActivity(db, accountId, token.id),
    () => sparklines(db, accountId, [token.id]),
    () => usedActions(db, accountId, [token.id], 30),
    () =>
      listMemberPage(
        db,
        principal,
        memberPageInput.parse({ q: "mo", role: `custom:${role.key}`, sort: { by: "name", descending: false } }),
      ),
    () => getMemberAccess(db, principal, writer.id),
    () => countBound(db, principal, "https://login.example.com"),
    () => listHeirs(db, principal, writer.id),
    () => memberSessions(db, principal, { id: writer.id, baseRole: "writer" }, "none"),
    () => listPasskeys(db, principal),
    () => listSessions(db, principal, "none"),
    () => memberEffects(db, principal, { id: writer.id, change: { baseRole: "reader" } }),
    () => memberEffects(db, principal, { id: writer.id, change: null }),
    () => roleEffects(db, principal, { role: role.key, policy: [], basePermissions: "no_access" }),
    () => roleHolders(db, principal, role.key),
    () => listRoleChoices(db, principal),
    () => listVersions(db, principal, role.key),
    () => whoCanCreate(db, principal),
    () => readFactor(db, principal),
    () => factorReach(db, principal),
    () => readSettings(db, principal),
    () => ruleEffects(db, principal, { longestDays: 30, staleDays: 30, pauseAfterDays: 60 }),
    () => listGateways(db, principal),
    () => readRoutes(db, principal),
    () => readVocabulary(db, principal),
    () => previewVocabulary(db, principal, { text: '{"types":[{"type":"order","actions":["viewOrder"]}]}' }),
    () => previewRemoval(db, principal),
    () => findEverywhere(db, principal, { q: "mo" }),
    () => searchAuditLog(db, principal, log({ q: "test" })),
    () =>
      searchAuditLog(db, principal, log({ who: { kind: "member", id: owner.id }, kinds: ["token"], object: token.id })),
    () => searchAuditLog(db, writer.principal, log({})),
    () => findActors(db, principal, { q: "mo" }),
  ];
}
