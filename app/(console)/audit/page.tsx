import { cookies } from "next/headers";
import { AuditFilters } from "@/components/audit/audit-filters";
import { FailedEvents, LogClosed } from "@/components/audit/audit-notes";
import { ExportButtons } from "@/components/audit/export-buttons";
import { setFilters } from "@/components/audit/filter-words";
import { readLogAddress } from "@/components/audit/log-address";
import { LogEvents } from "@/components/audit/log-events";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { Callout } from "@/components/ui/callout";
import { readDisplay } from "@/components/ui/display";
import { nameFilter } from "@/lib/audit/name-filter";
import { mayExport } from "@/lib/audit/permissions";
import { seesWholeLog } from "@/lib/audit/visibility";
import { AUDIT_ACTS } from "@/lib/audit/words";
import { getDb } from "@/lib/db/client";
import { requireMember } from "@/lib/web/session";
import { proveLatelyAction } from "../proof-actions";
import { findActorsAction } from "./actions";
import { askedOf, isAct } from "./asked";
import { readLog } from "./read-log";

export const metadata = { title: "Audit log" };

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const { principal, viewer } = await requireMember();
  const [params, jar] = await Promise.all([searchParams, cookies()]);
  const { address, left } = readLogAddress(params, isAct);
  const { zone } = readDisplay(jar);
  const now = Date.now();
  const filter = askedOf(address, now, zone);
  const [log, names] = await Promise.all([
    readLog(principal, { filter, place: address.place, entry: address.entry }),
    nameFilter(getDb(), principal, filter),
  ]);
  const set = setFilters(address, AUDIT_ACTS, names);
  const everything = seesWholeLog(principal);
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.audit.title}>
        <ExportButtons address={address} allowed={mayExport(principal)} prove={proveLatelyAction} />
      </PageHeader>
      {!everything && log.state !== "closed" && <p className="text-text-muted">{en.audit.own}</p>}
      {left && <Callout tone="neutral">{en.audit.unknown}</Callout>}
      {log.state === "closed" ? (
        <LogClosed />
      ) : (
        <AuditFilters
          address={address}
          set={set}
          acts={AUDIT_ACTS}
          findWho={everything ? findActorsAction : null}
          viewerId={viewer.memberId}
        >
          {log.state === "failed" ? (
            <FailedEvents address={address} reference={log.reference} />
          ) : (
            <LogEvents {...log} address={address} set={set} now={now} zone={zone} />
          )}
        </AuditFilters>
      )}
    </div>
  );
}
