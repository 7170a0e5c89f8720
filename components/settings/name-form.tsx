"use client";

import * as en from "@/components/messages/en";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Act } from "@/components/ui/use-act";
import { ACCOUNT_NAME_MAX } from "@/lib/settings/limits";
import type { Settings } from "@/lib/settings/view";
import { ConflictNote } from "./conflict-note";
import { SaveBar } from "./save-bar";
import { useSettings } from "./use-settings";

type Named = { name: string };
type Props = {
  account: Named;
  acts: { save: Act<Named>; latest: Act<Settings> };
  denied: string | null;
  now: number;
  zone: string;
};

/** The account's name, under edit. */
export function NameForm({ account, acts, denied, now, zone }: Props) {
  const form = useSettings({
    initial: account,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.account,
    action: "updateOrganization",
  });
  const { draft, changed, conflict, trouble } = form;
  const words = en.settings.account;
  return (
    <form
      aria-label={words.name}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!denied && changed.length > 0) void form.submit();
      }}
      className="flex flex-col gap-4"
    >
      <TroubleNote trouble={trouble} />
      {conflict && (
        <ConflictNote
          by={conflict.by}
          at={conflict.at}
          changes={[
            {
              label: words.name,
              before: conflict.before.name,
              after: conflict.theirs.name,
              both: changed.length > 0,
            },
          ]}
          now={now}
          zone={zone}
        />
      )}
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
      <SaveBar
        changes={changed.length}
        label={en.settings.save}
        denied={denied}
        busy={form.busy}
        onReset={form.reset}
      />
    </form>
  );
}
