import { usedToday } from "@/components/members/effect-order";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import type { RoleEffects } from "@/lib/members/view";
import { RoleChanges } from "./role-changes";
import type { Draft } from "./role-draft";

type Props = { base: Draft; draft: Draft; effects: RoleEffects | null; now: number };

/** What a draft would do, beside where it is written. */
export function IfYouSave({ base, draft, effects, now }: Props) {
  const today = effects?.tokens.filter((token) => token.lost > 0 && usedToday(token, now)).length ?? 0;
  return (
    <section className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 lg:sticky lg:top-6">
      <h2 className="font-semibold">{en.roleEdit.aside.title}</h2>
      <p aria-live="polite" className="text-text-muted">
        {effects === null
          ? en.roleEdit.aside.looking
          : en.roleEdit.aside.impact(effects.tokens.length, effects.members.length)}
      </p>
      {today > 0 && <Callout tone="warning">{en.roleEdit.aside.today(today)}</Callout>}
      <RoleChanges before={base} after={draft} />
    </section>
  );
}
