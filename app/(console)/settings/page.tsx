import { headers } from "next/headers";
import * as en from "@/components/messages/en";
import { CopyLine } from "@/components/settings/copy-line";
import { LastChanged } from "@/components/settings/last-changed";
import { NameForm } from "@/components/settings/name-form";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { ownerNames } from "@/lib/members/owner-names";
import { renameAccountAction, settingsAction } from "./actions";
import { readForPage } from "./read";

export const metadata = { title: "Settings" };

export default async function SettingsPage() {
  const { principal, db, settings, names, zone, now } = await readForPage();
  const { account, rights, saved } = settings;
  const [owners, sent] = await Promise.all([ownerNames(db, principal), headers()]);
  const origin = `${sent.get("x-forwarded-proto") ?? "http"}://${sent.get("x-forwarded-host") ?? ""}`; // our own front door's
  const words = en.settings.account;
  return (
    <>
      <PageHeader title={en.settings.title}>
        <LastChanged saved={saved.updateOrganization} now={now} zone={zone} />
      </PageHeader>
      <NameForm
        account={account}
        acts={{ save: renameAccountAction, latest: settingsAction }}
        denied={rights.updateOrganization ? null : en.settings.denied(en.settings.nameWord, names)}
        now={now}
        zone={zone}
      />
      <section className="flex flex-col gap-3">
        <div>
          <h2 className="text-lg font-semibold">{words.addresses}</h2>
          <p className="text-xs text-text-subtle">{words.addressesHelp}</p>
        </div>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2 [&_dt]:text-text-subtle">
          <dt>{words.origin}</dt>
          <dd className="wrap-anywhere">{origin}</dd>
          <dt>{words.api}</dt>
          <dd>
            <CopyLine text={`${origin}/api/v2`} name={words.api} label={words.copy} said={words.copied} />
          </dd>
        </dl>
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="text-lg font-semibold">{words.ownership}</h2>
        <p className="text-text-muted" dir="auto">
          {words.owners(owners)} {words.ownershipHelp}
        </p>
        <div>
          <ButtonLink href="/members">{words.toMembers}</ButtonLink>
        </div>
      </section>
    </>
  );
}
