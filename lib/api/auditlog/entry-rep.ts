import { z } from "zod";
import type { AuditEntryDetail, AuditEntryView, AuditKind } from "@/lib/audit/view";
import { idRep, link, linksRep, timeRep } from "../reps";
import { deltaOf, patchRep } from "./delta";
import { toWireState } from "./wire-state";

const PATH = "/api/v2/auditlog";

const entryShape = {
  _links: linksRep,
  _id: idRep,
  _accountId: idRep,
  date: timeRep,
  accesses: z.array(z.object({ action: z.string(), resource: z.string() })),
  kind: z.string(),
  name: z.string(),
  description: z.string(),
  shortDescription: z.string(),
  comment: z.string().optional(),
  subject: z.object({ _links: linksRep, name: z.string() }).optional(),
  member: z
    .object({ _links: linksRep, _id: idRep, email: z.string(), firstName: z.string(), lastName: z.string() })
    .optional(),
  token: z
    .object({ _links: linksRep, _id: idRep, name: z.string(), ending: z.string(), serviceToken: z.boolean() })
    .optional(),
  titleVerb: z.string(),
  title: z.string(),
  target: z.object({ _links: linksRep, name: z.string(), resources: z.array(z.string()) }),
};

/** An entry of the audit log on the wire (semantics 4.9); what does not apply is left out. */
export const entryRep = z.object(entryShape).meta({ id: "Entry" });

/** One page of it. There is no total; `next` is there if there may be more. */
export const entriesRep = z.object({ items: z.array(entryRep), _links: linksRep }).meta({ id: "Entries" });

const stateRep = z.record(z.string(), z.unknown()).nullable();

/** One entry with what changed. The versions hold the fields that changed, or all that is known of what was made or deleted. */
export const entryDetailRep = z
  .object({
    ...entryShape,
    delta: z.array(patchRep).nullable(),
    previousVersion: stateRep,
    currentVersion: stateRep,
    subentries: z.array(entryRep),
  })
  .meta({ id: "EntryDetail" });

/** How many entries there are in each part of a time; `timestamp` is where it begins. */
export const countsRep = z
  .object({
    buckets: z.array(z.object({ timestamp: timeRep, count: z.number().int() })),
    totalCount: z.number().int(),
    bucketIntervalMs: z.number().int(),
  })
  .meta({ id: "EntryCounts" });

/** The wire shape of an entry. */
export function toEntryRep(entry: AuditEntryView, accountId: string): z.input<typeof entryRep> {
  const { id, action, resource, kind, target, actor, who, verb, title, comment } = entry;
  return {
    _links: { self: link(`${PATH}/${id}`), parent: link(PATH) },
    _id: id,
    _accountId: accountId,
    date: entry.at,
    accesses: [{ action, resource }],
    kind,
    name: target.name,
    description: `${title}.`,
    shortDescription: capital(title.slice(who.length + 1)),
    ...(comment === null ? {} : { comment }),
    subject: { _links: subjectLinks(actor), name: who },
    ...memberRep(actor.member),
    ...tokenRep(actor.token),
    titleVerb: verb,
    title,
    target: { _links: targetLinks(kind, target.id), name: target.name, resources: [resource] },
  };
}

/** The wire shape of an entry with what changed. */
export function toEntryDetailRep(entry: AuditEntryDetail, accountId: string): z.input<typeof entryDetailRep> {
  const previousVersion = toWireState(entry.kind, entry.before);
  const currentVersion = toWireState(entry.kind, entry.after);
  const delta = deltaOf(previousVersion, currentVersion);
  return { ...toEntryRep(entry, accountId), delta, previousVersion, currentVersion, subentries: [] };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const memberLink = (id: string) => link(`/api/v2/members/${id}`);
const tokenLink = (id: string) => link(`/api/v2/tokens/${id}`);

function subjectLinks({ member, token }: AuditEntryView["actor"]) {
  if (member) return { self: memberLink(member.id) };
  return token ? { self: tokenLink(token.id) } : {};
}

function memberRep(member: AuditEntryView["actor"]["member"]) {
  if (!member) return {};
  const { id, email, firstName, lastName } = member;
  return { member: { _links: { self: memberLink(id) }, _id: id, email, firstName, lastName } };
}

function tokenRep(token: AuditEntryView["actor"]["token"]) {
  if (!token) return {};
  const { id, name, ending, service } = token;
  return { token: { _links: { self: tokenLink(id) }, _id: id, name, ending, serviceToken: service } };
}

/** Where the thing itself is found, which may be gone since. A session has no address. */
function targetLinks(kind: AuditKind, id: string) {
  if (kind === "token") return { self: tokenLink(id) };
  if (kind === "member") return { self: memberLink(id) };
  return kind === "role" ? { self: link(`/api/v2/roles/${id}`) } : {};
}
