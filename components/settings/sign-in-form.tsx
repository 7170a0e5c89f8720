"use client";

import { useId } from "react";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { Act } from "@/components/ui/use-act";
import { hoursInWords, minutesInWords } from "@/lib/core/span";
import type { SessionEffects } from "@/lib/sessions/view";
import { IDLE_CHOICES, IDLE_DEFAULT, SESSION_CHOICES, SESSION_DEFAULT } from "@/lib/settings/limits";
import type { Settings, SignInRules } from "@/lib/settings/view";
import { sessionChanges } from "./changes";
import { Choice } from "./choice";
import { SettingRow } from "./setting-row";
import { SettingsForm } from "./settings-form";
import { usePreview } from "./use-preview";
import { useSettings } from "./use-settings";

type Props = {
  rules: SignInRules;
  effects: SessionEffects;
  acts: { save: Act<SignInRules>; latest: Act<Settings>; preview: Act<SessionEffects> };
  denied: string | null;
  now: number;
  zone: string;
};

/** How long sessions last, with what a change would do to those that are open. */
export function SignInForm({ rules, effects, acts, denied, now, zone }: Props) {
  const form = useSettings({
    initial: rules,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.signIn,
    action: "updateSessionDuration",
  });
  const { draft } = form;
  const { shown, failed } = usePreview(acts.preview, draft, effects);
  const id = useId();
  const words = en.settings.session;
  return (
    <SettingsForm title={words.title} form={form} changesOf={sessionChanges} denied={denied} now={now} zone={zone}>
      <div className="rounded-lg border border-line bg-surface px-4">
        <SettingRow
          label={words.idle}
          htmlFor={`${id}-idle`}
          help={words.idleHelp}
          effect={draft.idleMinutes > IDLE_DEFAULT && <Callout tone="warning">{words.longIdle}</Callout>}
        >
          <Choice
            id={`${id}-idle`}
            value={draft.idleMinutes}
            options={offered(IDLE_CHOICES, rules.idleMinutes, minutesInWords)}
            onChange={(idleMinutes) => form.set({ idleMinutes })}
          />
        </SettingRow>
        <SettingRow
          label={words.hours}
          htmlFor={`${id}-hours`}
          help={words.hoursHelp}
          effect={draft.hours > SESSION_DEFAULT && <Callout tone="warning">{words.longHours}</Callout>}
        >
          <Choice
            id={`${id}-hours`}
            value={draft.hours}
            options={offered(SESSION_CHOICES, rules.hours, hoursInWords)}
            onChange={(hours) => form.set({ hours })}
          />
        </SettingRow>
      </div>
      <p role="status" className="text-text-muted">
        {failed || !shown ? en.settings.rules.uncounted : words.effect(shown.wouldEnd, shown.open)}
        {shown && shown.wouldEnd > 0 && ` ${words.ownEnds}`}
      </p>
    </SettingsForm>
  );
}

function offered(choices: readonly number[], present: number, inWords: (value: number) => string) {
  const all = choices.includes(present) ? choices : [...choices, present].sort((a, b) => a - b);
  return all.map((value) => ({ value, label: inWords(value) }));
}
