import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import type { AuditLogPage } from "@/lib/audit/view";
import { type LogAddress, logHref } from "./log-address";

type Props = { address: LogAddress; page: AuditLogPage; counted: string; zone: string };

/** How much is shown, and the ways to what is newer and older. */
export function AuditPager({ address, page: { items, newer, older }, counted, zone }: Props) {
  const words = en.audit;
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-3 text-xs text-text-subtle">
      <p role="status" className="tnum">
        {words.shown(items.length, counted)} · {words.zone(zone)}
      </p>
      {(newer || older) && (
        <nav aria-label={words.pages} className="flex gap-2">
          {newer && (
            <ButtonLink href={logHref(address, { place: { cursor: newer, toward: "newer" } })} prefetch={false}>
              {words.newer}
            </ButtonLink>
          )}
          {older && (
            <ButtonLink href={logHref(address, { place: { cursor: older, toward: "older" } })} prefetch={false}>
              {words.older}
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}
