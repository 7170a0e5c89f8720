"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import type { Act } from "@/components/ui/use-act";
import type { WhoCanCreate } from "@/lib/members/view";
import type { Settings, TokenRules } from "@/lib/settings/view";
import type { RuleEffects } from "@/lib/tokens/view";
import { ruleChanges } from "./changes";
import { MakersSection } from "./makers-section";
import { RuleRows } from "./rule-rows";
import { SettingsForm } from "./settings-form";
import { usePreview } from "./use-preview";
import { useSettings } from "./use-settings";

const ReviewDialog = dynamic(() => import("./review-dialog").then((late) => late.ReviewDialog), { ssr: false });

type Props = {
  rules: TokenRules;
  effects: RuleEffects;
  able: WhoCanCreate;
  acts: { save: Act<TokenRules>; latest: Act<Settings>; preview: Act<RuleEffects> };
  /** Why the viewer may not save; null where they may. */
  denied: string | null;
  now: number;
  zone: string;
};

/** The account's token rules, each with what it means for the tokens that are there. */
export function RulesForm({ rules, effects, able, acts, denied, now, zone }: Props) {
  const form = useSettings({
    initial: rules,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.rules,
    action: "updateTokenRules",
  });
  const { draft, seen, changed, trouble } = form;
  const [reviewing, setReviewing] = useState(false);
  const { longestDays, staleDays, pauseAfterDays } = draft;
  const askable = Number.isInteger(staleDays) && staleDays >= 1;
  const preview = usePreview(acts.preview, askable ? { longestDays, staleDays, pauseAfterDays } : null, effects);
  const shown = preview.failed ? null : preview.shown;
  const save = async () => {
    await form.submit();
    setReviewing(false);
  };
  return (
    <>
      <SettingsForm
        title={en.settings.tokenRules}
        form={form}
        changesOf={ruleChanges}
        first={{ label: en.settings.rules.review, act: () => setReviewing(true) }}
        denied={denied}
        now={now}
        zone={zone}
        className="gap-7"
      >
        <RuleRows rules={draft} effects={shown} errors={trouble.fields} now={now} set={form.set} />
        <MakersSection rules={draft} able={able} set={form.set} />
      </SettingsForm>
      {reviewing && (
        <ReviewDialog
          changes={ruleChanges(seen, draft, changed)}
          wouldPause={changed.includes("pauseAfterDays") ? (shown?.wouldPause ?? 0) : 0}
          busy={form.busy}
          onSave={() => void save()}
          onClose={() => setReviewing(false)}
        />
      )}
    </>
  );
}
