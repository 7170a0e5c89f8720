import { csvRow } from "@/lib/core/csv";
import type { AuditEntryDetail } from "./view";

const COLUMNS = [
  "at",
  "who",
  "what",
  "on",
  "address",
  "note",
  "kind",
  "action",
  "resource",
  "object id",
  "member id",
  "token id",
  "before",
  "after",
  "request id",
  "id",
];

/** The first line of the log as comma-separated values. */
export const CSV_HEAD = csvRow(COLUMNS);

/** An entry as such a line; instants are UTC. */
export function csvLine(entry: AuditEntryDetail): string {
  const { id, at, who, said, target, ip, comment, kind, action, resource, actor, before, after, requestId } = entry;
  const states = [before, after].map((state) => state && JSON.stringify(state));
  const ids = [target.id, actor.member?.id ?? null, actor.token?.id ?? null];
  return csvRow([
    new Date(at).toISOString(),
    who,
    said,
    target.name,
    ip,
    comment,
    kind,
    action,
    resource,
    ...ids,
    ...states,
    requestId,
    id,
  ]);
}

/** An entry as a line of JSON. */
export function jsonLine({ at, causedBy, place: _, ...entry }: AuditEntryDetail): string {
  return `${JSON.stringify({ ...entry, at: new Date(at).toISOString(), ...(causedBy && { causedBy }) })}\n`;
}
