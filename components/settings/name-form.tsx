"use client";

import * as en from "@/components/messages/en";
import { TextField } from "@/components/ui/field";
import type { Act } from "@/components/ui/use-act";
import { ACCOUNT_NAME_MAX } from "@/lib/settings/limits";
import type { Settings } from "@/lib/settings/view";
import { SettingsForm } from "./settings-form";
import { useSettings } from "./use-settings";

type Named = { name: string };
type Props = {
  account: Named;
  acts: { save: Act<Named>; latest: Act<Settings> };
  denied: string | null;
  now: number;
  zone: string;
};

const changesOf = (before: Named, after: Named) => [
  { label: en.settings.account.name, before: before.name, after: after.name },
];

/** The account's name, under edit. */
export function NameForm({ account, acts, denied, now, zone }: Props) {
  const form = useSettings({
    initial: account,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.account,
    action: "updateOrganization",
  });
  const { draft, trouble } = form;
  const words = en.settings.account;
  return (
    <SettingsForm title={words.name} form={form} changesOf={changesOf} denied={denied} now={now} zone={zone}>
      <TextField
        label={words.name}
        help={words.nameHelp}
        errors={trouble.fields["asked/name"]}
        value={draft.name}
        maxLength={ACCOUNT_NAME_MAX}
        autoComplete="organization"
        dir="auto"
        onChange={(event) => form.set({ name: event.target.value })}
        className="max-w-96"
      />
    </SettingsForm>
  );
}
