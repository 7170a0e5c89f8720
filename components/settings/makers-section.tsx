"use client";

import { useId } from "react";
import * as en from "@/components/messages/en";
import type { WhoCanCreate } from "@/lib/members/view";
import type { TokenRules } from "@/lib/settings/view";
import { Choice } from "./choice";
import { SettingRow } from "./setting-row";

const words = en.settings.rules;
const MAKERS = (["everybody", "admins"] as const).map((value) => ({ value, label: words[value] }));

type Props = { rules: TokenRules; able: WhoCanCreate; set: (change: Partial<TokenRules>) => void };

/** Who can create which kind of token under what is chosen, by number and by name. */
export function MakersSection({ rules, able, set }: Props) {
  const id = useId();
  return (
    <section className="flex flex-col gap-3" aria-labelledby={`${id}-title`}>
      <div>
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {words.makers}
        </h2>
        <p className="text-xs text-text-subtle">{words.makersHelp}</p>
      </div>
      <div className="rounded-lg border border-line bg-surface px-4">
        {(["personal", "service"] as const).map((kind) => {
          const chosen = rules[`${kind}Makers`];
          const { count, names } = able[kind][chosen];
          return (
            <SettingRow
              key={kind}
              label={words[kind]}
              htmlFor={`${id}-${kind}`}
              effect={
                <p role="status" dir="auto">
                  {words.able(count, able.members, names)}
                </p>
              }
            >
              <Choice
                id={`${id}-${kind}`}
                value={chosen}
                options={MAKERS}
                onChange={(value) => set({ [`${kind}Makers`]: value })}
              />
            </SettingRow>
          );
        })}
      </div>
    </section>
  );
}
