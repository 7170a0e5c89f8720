import { notFound } from "next/navigation";
import * as en from "@/components/messages/en";
import { LastChanged } from "@/components/settings/last-changed";
import { RulesForm } from "@/components/settings/rules-form";
import { PageHeader } from "@/components/shell/page-header";
import { whoCanCreate } from "@/lib/members/who-can-create";
import { ruleEffects } from "@/lib/tokens/rule-effects";
import { ruleEffectsAction, saveTokenRulesAction, settingsAction } from "../actions";
import { readForPage } from "../read";

export const metadata = { title: "Token rules · Settings" };

export default async function TokenRulesPage() {
  const { principal, db, settings, names, zone, now } = await readForPage();
  const { rules, rights, saved } = settings;
  const [effects, able] = await Promise.all([ruleEffects(db, principal, rules), whoCanCreate(db, principal)]);
  if (!effects.ok || !able.ok) notFound();
  return (
    <>
      <div className="flex flex-col gap-1">
        <PageHeader title={en.settings.tokenRules}>
          <LastChanged saved={saved.updateTokenRules} now={now} zone={zone} />
        </PageHeader>
        <p className="text-text-muted">{en.settings.rules.intro}</p>
      </div>
      <RulesForm
        rules={rules}
        effects={effects.value}
        able={able.value}
        acts={{ save: saveTokenRulesAction, latest: settingsAction, preview: ruleEffectsAction }}
        denied={rights.updateTokenRules ? null : en.settings.denied(en.settings.rulesWord, names)}
        now={now}
        zone={zone}
      />
    </>
  );
}
