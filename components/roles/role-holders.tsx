import * as en from "@/components/messages/en";
import type { RoleHolders } from "@/lib/members/view";
import type { RoleView } from "@/lib/roles/view";
import { HolderMembers, HolderTokens } from "./holder-lists";

type Props = { role: RoleView; holders: RoleHolders | null; now: number; zone: string };

/** Who has the role: by name for whoever may see that, else by number. */
export function RoleHoldersPanel({ role: { assignedTo }, holders, now, zone }: Props) {
  const { members, personalTokens, serviceTokens } = assignedTo;
  const tokens = personalTokens + serviceTokens;
  const { holders: words } = en.roles;
  return (
    <div className="flex flex-col gap-5">
      {holders && members > 0 ? (
        <HolderMembers title={words.members} members={holders.members} total={members} />
      ) : (
        <Count title={words.members} says={members === 0 ? words.noMembers : en.roles.members(members)} />
      )}
      {holders && tokens > 0 ? (
        <HolderTokens title={words.tokens} tokens={holders.tokens} total={tokens} now={now} zone={zone} />
      ) : (
        <Count
          title={words.tokens}
          says={
            tokens === 0
              ? words.noTokens
              : `${en.roles.personal(personalTokens)}, ${en.roles.service(serviceTokens)}. ${words.hidden}`
          }
        />
      )}
    </div>
  );
}

function Count({ title, says }: { title: string; says: string }) {
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-text-subtle">{says}</p>
    </section>
  );
}
