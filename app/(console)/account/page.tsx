import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { DisplayForm } from "@/components/account/display-form";
import { FactorSection } from "@/components/account/factor-section";
import { NameForm } from "@/components/account/name-form";
import { PasswordForm } from "@/components/account/password-form";
import { SessionList } from "@/components/account/session-list";
import * as en from "@/components/messages/en";
import { PasskeySection } from "@/components/passkeys/passkey-section";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { readDisplay } from "@/components/ui/display";
import { formatDate } from "@/components/ui/format-time";
import { getConfig } from "@/lib/config/config";
import { roleName } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { readFactor } from "@/lib/factors/read-factor";
import { displayName } from "@/lib/members/view";
import { listPasskeys } from "@/lib/passkeys/list-passkeys";
import { passkeySite } from "@/lib/passkeys/site";
import { listSessions } from "@/lib/sessions/list-sessions";
import { readFactorRule } from "@/lib/settings/factor-rule";
import { requireMember } from "@/lib/web/session";
import { beginEnrolmentAction, confirmEnrolmentAction } from "../../(auth)/sign-in/second-factor/actions";
import {
  addPasskeyAction,
  beginPasskeyAction,
  beginReplacementAction,
  changePasswordAction,
  endOtherSessionsAction,
  endSessionAction,
  removeFactorAction,
  removePasskeyAction,
  renamePasskeyAction,
  renameSelfAction,
  renewRecoveryCodesAction,
} from "./actions";

const PASSKEY_ACTS = {
  begin: beginPasskeyAction,
  add: addPasskeyAction,
  rename: renamePasskeyAction,
  remove: removePasskeyAction,
};

export const metadata = { title: "Your account" };

const FACTOR_ACTS = {
  begin: beginEnrolmentAction,
  confirm: confirmEnrolmentAction,
  replace: beginReplacementAction,
  renew: renewRecoveryCodesAction,
  remove: removeFactorAction,
};

export default async function AccountPage() {
  const { principal, viewer, sessionId } = await requireMember();
  const db = getDb();
  const [sessions, factor, rule, passkeys, jar] = await Promise.all([
    listSessions(db, principal, sessionId),
    readFactor(db, principal),
    readFactorRule(db, principal.accountId),
    listPasskeys(db, principal),
    cookies(),
  ]);
  const display = readDisplay(jar);
  const { zone } = display;
  return (
    <div className="mx-auto flex max-w-[720px] flex-col gap-7">
      <PageHeader title={en.account.title} />
      <Section title={en.account.profile}>
        <NameForm name={displayName(viewer)} rename={renameSelfAction} />
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 [&_dt]:text-text-subtle">
          <dt>{en.account.email}</dt>
          <dd className="wrap-anywhere">
            {viewer.email}
            <span className="block text-xs text-text-subtle">{en.account.emailHelp}</span>
          </dd>
          <dt>{en.account.role}</dt>
          <dd>{roleName(viewer.baseRole)}</dd>
        </dl>
        <div>
          <ButtonLink href="/tokens?view=mine">{en.account.toOwnTokens}</ButtonLink>
        </div>
      </Section>
      <Section title={en.account.display}>
        <DisplayForm {...display} />
      </Section>
      <Section title={en.account.password}>
        <PasswordForm email={viewer.email} change={changePasswordAction} />
      </Section>
      <Section title={en.factor.account.title}>
        <FactorSection
          state={factor}
          email={viewer.email}
          since={factor.since === null ? null : formatDate(factor.since, zone)}
          lastOne={rule.required && passkeys.length === 0}
          acts={FACTOR_ACTS}
        />
      </Section>
      <Section title={en.passkeys.title}>
        <PasskeySection
          passkeys={passkeys}
          site={passkeySite(getConfig())}
          acts={PASSKEY_ACTS}
          now={Date.now()}
          zone={zone}
        />
      </Section>
      <Section title={en.account.sessions}>
        <SessionList
          sessions={sessions}
          now={Date.now()}
          zone={zone}
          end={endSessionAction}
          endOthers={endOtherSessionsAction}
        />
      </Section>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}
