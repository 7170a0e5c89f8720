"use client";

import Link from "next/link";
import { useId } from "react";
import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Switch } from "@/components/ui/switch";
import type { Act } from "@/components/ui/use-act";
import type { FactorReach, FactorRule, Settings } from "@/lib/settings/view";
import { SettingRow } from "./setting-row";
import { SettingsForm } from "./settings-form";
import { useSettings } from "./use-settings";

type Props = {
  rule: FactorRule;
  reach: FactorReach;
  acts: { save: Act<FactorRule>; latest: Act<Settings> };
  denied: string | null;
  /** The list of who has none, for whoever may see it. */
  listHref: string | null;
  now: number;
  zone: string;
};

const words = en.settings.factor;
const inWords = ({ required }: FactorRule) => (required ? words.on : words.off);
const changesOf = (before: FactorRule, after: FactorRule) => [
  { label: words.required, before: inWords(before), after: inWords(after) },
];

/** Whether a second factor is required of everybody, with how many have none. */
export function FactorForm({ rule, reach, acts, denied, listHref, now, zone }: Props) {
  const form = useSettings({
    initial: rule,
    save: acts.save,
    latest: acts.latest,
    pick: (all) => all.factor,
    action: "updateRequireMfa",
  });
  const { draft } = form;
  const id = useId();
  const needsOwn = denied === null && !reach.own && !draft.required;
  return (
    <SettingsForm title={words.title} form={form} changesOf={changesOf} denied={denied} now={now} zone={zone}>
      <div className="rounded-lg border border-line bg-surface px-4">
        <SettingRow
          label={words.required}
          htmlFor={id}
          help={words.requiredHelp}
          effect={
            <p role="status">
              {words.without(reach.without, reach.members)}{" "}
              {listHref !== null && reach.without > 0 && (
                <Link href={listHref} prefetch={false} className="whitespace-nowrap text-accent underline">
                  {en.settings.showThem}
                </Link>
              )}
            </p>
          }
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
    </SettingsForm>
  );
}
