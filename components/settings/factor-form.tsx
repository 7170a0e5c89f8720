"use client";

import { useId } from "react";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Switch } from "@/components/ui/switch";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Act } from "@/components/ui/use-act";
import type { FactorReach, FactorRule, Settings } from "@/lib/settings/view";
import { ConflictNote } from "./conflict-note";
import { SaveBar } from "./save-bar";
import { SettingRow } from "./setting-row";
import { useSettings } from "./use-settings";

type Props = {
  rule: FactorRule;
  reach: FactorReach;
  acts: { save: Act<FactorRule>; latest: Act<Settings> };
  denied: string | null;
  now: number;
  zone: string;
};

const words = en.settings.factor;
const inWords = ({ required }: FactorRule) => (required ? words.on : words.off);

/** Whether a second factor is required of everybody, with how many have none. */
export function FactorForm({ rule, reach, acts, denied, now, zone }: Props) {
  const form = useSettings({
    initial: rule,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.factor,
    action: "updateRequireMfa",
  });
  const { draft, changed, conflict, trouble } = form;
  const id = useId();
  const needsOwn = denied === null && !reach.own && !draft.required;
  return (
    <form
      aria-label={words.title}
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
            { label: words.required, before: inWords(conflict.before), after: inWords(conflict.theirs), both: false },
          ]}
          now={now}
          zone={zone}
        />
      )}
      <div className="rounded-lg border border-line bg-surface px-4">
        <SettingRow
          label={words.required}
          htmlFor={id}
          help={words.requiredHelp}
          effect={<p role="status">{words.without(reach.without, reach.members)}</p>}
        >
          <Switch
            id={id}
            checked={draft.required}
            onChange={(required) => form.set({ required })}
            blockedBy={needsOwn ? `${id}-own` : undefined}
            on={words.on}
            off={words.off}
          />
        </SettingRow>
      </div>
      {needsOwn && (
        <div id={`${id}-own`}>
          <Callout tone="info" act={<ButtonLink href="/account">{words.toOwn}</ButtonLink>}>
            {words.ownFirst}
          </Callout>
        </div>
      )}
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
