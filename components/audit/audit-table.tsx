import { ChevronDown, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AuditLogItem } from "@/lib/audit/view";
import { EntryDetails } from "./entry-details";
import { type LogAddress, logHref } from "./log-address";
import { ObjectName } from "./object-name";
import type { Opened } from "./opened";
import { formatStamp } from "./stamp";
import { Who } from "./who";

type Props = {
  items: readonly AuditLogItem[];
  opened: Opened | null;
  address: LogAddress;
  counted: string;
  now: number;
  zone: string;
};

const CELL = "px-3 py-1.5 text-start align-middle";

/** Events, a row each; the open one has its details below it. The address says which: it is a link to the event too. */
export function AuditTable({ items, opened, address, counted, now, zone }: Props) {
  const { columns } = en.audit;
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse">
        <caption className="sr-only">{en.audit.caption(counted)}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-text-subtle [&_th]:h-8 [&_th]:px-3 [&_th]:text-start [&_th]:font-normal [&_th]:whitespace-nowrap">
            <th scope="col" className="max-md:hidden">
              {columns.when}
            </th>
            <th scope="col" className="md:w-1/4 max-md:hidden">
              {columns.who}
            </th>
            <th scope="col" className="w-full md:w-[30%]">
              {columns.what}
            </th>
            <th scope="col" className="w-1/4 max-lg:hidden">
              {columns.on}
            </th>
            <th scope="col" className="max-xl:hidden">
              {columns.from}
            </th>
            <th scope="col">
              <span className="sr-only">{columns.details}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const open = opened?.entry.id === item.id ? opened : null;
            return (
              <Fragment key={item.id}>
                <EventRow item={item} open={open !== null} address={address} now={now} zone={zone} />
                {open && (
                  <tr className="border-b border-line last:border-0">
                    <td colSpan={6} className="bg-sunken p-0">
                      <EntryDetails {...open} address={address} zone={zone} />
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { item: AuditLogItem; open: boolean; address: LogAddress; now: number; zone: string };

function EventRow({ item, open, address, now, zone }: RowProps) {
  const { id, at, said, title, ip } = item;
  const Icon = open ? ChevronDown : ChevronRight;
  const stamp = formatStamp(at, zone, now);
  const { place } = address; // the page stays the one that is read
  return (
    <tr
      id={`e_${id}`}
      className={cn(
        "h-(--row-height) scroll-mt-24 border-b border-line last:border-0 hover:bg-hover",
        open && "bg-selected hover:bg-selected",
      )}
    >
      <td className={`${CELL} whitespace-nowrap max-md:hidden`}>
        <time dateTime={new Date(at).toISOString()}>{stamp}</time>
        <span className="block text-xs text-text-subtle in-data-[density=compact]:hidden">
          <RelativeTime at={at} serverNow={now} zone={zone} />
        </span>
      </td>
      <td className={`${CELL} max-md:hidden`}>
        <Who item={item} />
      </td>
      <th scope="row" className={`${CELL} font-normal max-md:max-w-0 max-md:w-full`}>
        <span className="md:hidden">
          <Who item={item} />
        </span>
        <span className="wrap-anywhere">{said}</span>
        <span className="lg:hidden">
          {" "}
          <ObjectName item={item} />
        </span>
        <span className="block text-xs text-text-subtle md:hidden">{stamp}</span>
      </th>
      <td className={`${CELL} max-lg:hidden`}>
        <ObjectName item={item} />
      </td>
      <td className={`${CELL} whitespace-nowrap font-mono text-xs text-text-subtle max-xl:hidden`}>{ip}</td>
      <td className="px-2">
        <Link
          href={logHref(address, { place, entry: open ? null : id })}
          scroll={false}
          prefetch={false}
          aria-expanded={open}
          aria-label={en.audit.details(title)}
          className="flex size-7 items-center justify-center rounded-md text-text-muted hover:bg-hover pointer-coarse:size-11"
        >
          <Icon aria-hidden className="size-4" />
        </Link>
      </td>
    </tr>
  );
}
