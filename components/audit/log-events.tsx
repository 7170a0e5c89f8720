import * as en from "@/components/messages/en";
import type { AuditLogItem, AuditLogPage } from "@/lib/audit/view";
import { EventGone, NoEvents } from "./audit-notes";
import { AuditPager } from "./audit-pager";
import { AuditTable } from "./audit-table";
import type { SetFilter } from "./filter-words";
import type { LogAddress } from "./log-address";
import type { Opened } from "./opened";

type Props = {
  page: AuditLogPage;
  opened: Opened | null;
  /** The open event, where the filters leave it out. */
  beside: AuditLogItem | null;
  /** An event was asked for that is not there. */
  gone: boolean;
  address: LogAddress;
  set: readonly SetFilter[];
  now: number;
  zone: string;
};

/** One page of events, or why there are none. */
export function LogEvents({ page, opened, beside, gone, address, set, now, zone }: Props) {
  const counted = en.audit.count(page.total.count, page.total.more);
  const table = { opened, address, counted, now, zone };
  return (
    <>
      {gone && <EventGone />}
      {beside && (
        <section aria-label={en.audit.beside} className="flex flex-col gap-2">
          <p className="text-text-muted">{en.audit.beside}</p>
          <AuditTable {...table} items={[beside]} />
        </section>
      )}
      {page.items.length === 0 ? (
        <NoEvents address={address} set={set} />
      ) : (
        <>
          <AuditTable {...table} items={page.items} />
          <AuditPager address={address} page={page} counted={counted} zone={zone} />
        </>
      )}
    </>
  );
}
