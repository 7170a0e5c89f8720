import { createGateway } from "@/lib/gateways/create-gateway";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { saveRoutesInput } from "@/lib/routes/input";
import { saveRoutes } from "@/lib/routes/save-routes";
import { saveFactorRule } from "@/lib/settings/factor-rule";
import { saveTokenRulesInput } from "@/lib/settings/input";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { renameAccount } from "@/lib/settings/rename-account";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import { readSignInRules, saveSignInRules } from "@/lib/settings/sign-in-rules";
import { importVocabulary } from "@/lib/vocabulary/import-vocabulary";
import { removeVocabulary } from "@/lib/vocabulary/remove-vocabulary";
import { enrol } from "../factors";
import { givePassword } from "../password";
import { type Acts, revealed } from "./stage";

/** What is done with gateways and settings. */
export const SETTINGS: Acts = {
  "making a gateway":
    async ({ db, owner }) =>
    () =>
      createGateway(db, owner.principal, { name: "edge" }),
  "revoking a gateway": async ({ db, owner }) => {
    const { gateway } = await revealed(createGateway(db, owner.principal, { name: "edge" }));
    return () => revokeGateway(db, owner.principal, { id: gateway.id });
  },
  "saving token rules": async ({ db, owner, accountId }) => {
    const seen = await readTokenRules(db, accountId);
    const input = saveTokenRulesInput.parse({ seen, asked: { ...seen, longestDays: 30 } });
    return () => saveTokenRules(db, owner.principal, input);
  },
  "saving how long sessions last": async ({ db, owner, accountId }) => {
    const seen = await readSignInRules(db, accountId);
    return () => saveSignInRules(db, owner.principal, { seen, asked: { ...seen, idleMinutes: seen.idleMinutes + 1 } });
  },
  "requiring a second factor": async ({ db, owner }) => {
    await givePassword(db, owner);
    await enrol(db, owner);
    return () => saveFactorRule(db, owner.principal, { seen: { required: false }, asked: { required: true } });
  },
  "renaming the account": async ({ db, owner }) => {
    return () => renameAccount(db, owner.principal, { seen: { name: "Acme" }, asked: { name: "Globex" } });
  },
  "saving route rules": async ({ db, owner }) => {
    const routes = [{ path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" }];
    const input = saveRoutesInput.parse({ seen: null, routes });
    return () => saveRoutes(db, owner.principal, input);
  },
  "importing types": async ({ db, owner }) => {
    const text = JSON.stringify({ types: [{ type: "order", actions: ["viewOrder"] }] });
    return () => importVocabulary(db, owner.principal, { text, seen: null });
  },
  "removing types": async ({ db, owner }) => {
    const text = JSON.stringify({ types: [{ type: "order", actions: ["viewOrder"] }] });
    const { revision } = (await revealed(importVocabulary(db, owner.principal, { text, seen: null }))) as {
      revision: string | null;
    };
    return () => removeVocabulary(db, owner.principal, { seen: revision });
  },
};
