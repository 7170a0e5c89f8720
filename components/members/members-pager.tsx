import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { type ListAddress, listHref } from "./list-address";

type Props = { address: ListAddress; shown: number; count: string; before: string | null; after: string | null };

/** How much is shown, and the way to the pages before and after. */
export function MembersPager({ address, shown, count, before, after }: Props) {
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3 text-xs text-text-subtle">
      <span className="tnum">{en.members.shown(shown, count)}</span>
      {(before !== null || after !== null) && (
        <nav aria-label={en.members.pages} className="flex gap-2">
          {before !== null && <ButtonLink href={listHref(address, { before })}>{en.members.previous}</ButtonLink>}
          {after !== null && <ButtonLink href={listHref(address, { after })}>{en.members.next}</ButtonLink>}
        </nav>
      )}
    </div>
  );
}
