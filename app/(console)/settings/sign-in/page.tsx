import { notFound } from "next/navigation";
import { EVERYBODY, listHref } from "@/components/members/list-address";
import * as en from "@/components/messages/en";
import { FactorForm } from "@/components/settings/factor-form";
import { LastChanged } from "@/components/settings/last-changed";
import { SignInForm } from "@/components/settings/sign-in-form";
import { SingleSignOn } from "@/components/settings/single-sign-on";
import { PageHeader } from "@/components/shell/page-header";
import { getConfig } from "@/lib/config/config";
import { countBound } from "@/lib/members/count-bound";
import { seesWholeMember } from "@/lib/members/permissions";
import { sessionEffects } from "@/lib/sessions/session-effects";
import { factorReach } from "@/lib/settings/factor-rule";
import { saveFactorRuleAction, saveSignInRulesAction, sessionEffectsAction, settingsAction } from "../actions";
import { readForPage } from "../read";

export const metadata = { title: "Sign-in · Settings" };

export default async function SignInSettingsPage() {
  const { principal, db, settings, names, zone, now } = await readForPage();
  const { signIn, factor, rights, saved } = settings;
  const [effects, reach] = await Promise.all([sessionEffects(db, principal, signIn), factorReach(db, principal)]);
  if (!effects.ok || !reach.ok) notFound();
  const latest = [saved.updateSessionDuration, saved.updateRequireMfa].filter((each) => each !== null);
  const { oidc, publicOrigin } = getConfig();
  const bound = oidc && (await countBound(db, principal, oidc.issuer));
  if (bound?.ok === false) notFound();
  const words = en.settings.session;
  return (
    <>
      <PageHeader title={en.settings.signIn}>
        <LastChanged saved={latest.sort((a, b) => b.at - a.at)[0] ?? null} now={now} zone={zone} />
      </PageHeader>
      <section className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">{words.title}</h2>
        <SignInForm
          rules={signIn}
          effects={effects.value}
          acts={{ save: saveSignInRulesAction, latest: settingsAction, preview: sessionEffectsAction }}
          denied={rights.updateSessionDuration ? null : en.settings.denied(en.settings.signInWord, names)}
          now={now}
          zone={zone}
        />
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">{en.settings.factor.title}</h2>
        <FactorForm
          rule={factor}
          reach={reach.value}
          acts={{ save: saveFactorRuleAction, latest: settingsAction }}
          denied={rights.updateRequireMfa ? null : en.settings.denied(en.settings.factorWord, names)}
          listHref={seesWholeMember(principal, "*") ? listHref(EVERYBODY, { factor: "none" }) : null}
          now={now}
          zone={zone}
        />
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">{words.passwords}</h2>
        <ul className="list-disc ps-5 text-text-muted">
          {words.passwordFacts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </section>
      <SingleSignOn
        issuer={
          oidc && bound
            ? {
                name: oidc.name,
                address: oidc.issuer,
                redirectUri: `${publicOrigin}/api/auth/callback/oidc`,
                members: bound.value,
              }
            : null
        }
      />
    </>
  );
}
