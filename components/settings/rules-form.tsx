"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Act } from "@/components/ui/use-act";
import type { WhoCanCreate } from "@/lib/members/view";
import type { Settings, TokenRules } from "@/lib/settings/view";
import type { RuleEffects } from "@/lib/tokens/view";
import { ruleChanges } from "./changes";
import { ConflictNote } from "./conflict-note";
import { MakersSection } from "./makers-section";
import { RuleRows } from "./rule-rows";
import { SaveBar } from "./save-bar";
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
  const { draft, seen, changed, conflict, trouble } = form;
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
    <form
      aria-label={en.settings.tokenRules}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!denied && changed.length > 0) setReviewing(true);
      }}
      className="flex flex-col gap-7"
    >
      <TroubleNote trouble={trouble} />
      {conflict && (
        <ConflictNote
          by={conflict.by}
          at={conflict.at}
          changes={ruleChanges(conflict.before, conflict.theirs, conflict.fields).map((change, i) => ({
            ...change,
            both: changed.some((field) => field === conflict.fields[i]),
          }))}
          now={now}
          zone={zone}
        />
      )}
      <RuleRows rules={draft} effects={shown} errors={trouble.fields} now={now} set={form.set} />
      <MakersSection rules={draft} able={able} set={form.set} />
      <SaveBar
        changes={changed.length}
        label={en.settings.rules.review}
        denied={denied}
        busy={form.busy}
        onReset={form.reset}
      />
      {reviewing && (
        <ReviewDialog
          changes={ruleChanges(seen, draft, changed)}
          wouldPause={changed.includes("pauseAfterDays") ? (shown?.wouldPause ?? 0) : 0}
          busy={form.busy}
          onSave={() => void save()}
          onClose={() => setReviewing(false)}
        />
      )}
    </form>
  );
}
