import "server-only";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { accessTokens, auditEntries, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { isId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";
import { cursorOf, millisOf } from "./cursor";
import { redactDetails, redactText } from "./redact-details";
import { statesOf } from "./states";
import type { AuditActor, AuditEntryDetail, AuditEntryView, AuditFacts } from "./view";
import { labelOf, saidOf, whoOf, wordsFor } from "./words";

/** The tokens through which was acted. */
export const actorTokens = alias(accessTokens, "actor_tokens");

/** Exact to the microsecond, which a `Date` is not. */
export const micros = sql<string>`(extract(epoch from ${auditEntries.at}) * 1000000)::bigint`;

const entryColumns = {
  id: auditEntries.id,
  micros,
  actorKind: auditEntries.actorKind,
  actorId: auditEntries.actorId,
  memberId: auditEntries.memberId,
  operator: auditEntries.operator,
  kind: auditEntries.kind,
  action: auditEntries.action,
  resource: auditEntries.resource,
  targetId: auditEntries.targetId,
  targetName: auditEntries.targetName,
  details: auditEntries.details,
  comment: auditEntries.comment,
  ip: auditEntries.ip,
  requestId: auditEntries.requestId,
  firstName: members.firstName,
  lastName: members.lastName,
  email: members.email,
  removedAt: members.removedAt,
  tokenName: actorTokens.name,
  tokenTail: actorTokens.secretTail,
  tokenKind: actorTokens.kind,
};

const isActorsMember = and(eq(members.id, auditEntries.memberId), eq(members.accountId, auditEntries.accountId));
const isActorsToken = and(eq(actorTokens.id, auditEntries.actorId), eq(actorTokens.accountId, auditEntries.accountId));

/** A query for entries with whoever acted; `account_id` is the caller's to give, as part of what is visible. */
export function selectEntries(db: Db, where: SQL | undefined) {
  return db
    .select(entryColumns)
    .from(auditEntries)
    .leftJoin(members, isActorsMember)
    .leftJoin(actorTokens, isActorsToken)
    .where(where)
    .$dynamic();
}

/** The same for what a selection looks at. */
export function selectActs(db: Db, where: SQL | undefined) {
  return db
    .select({ id: auditEntries.id, micros, action: auditEntries.action, resource: auditEntries.resource })
    .from(auditEntries)
    .where(where)
    .$dynamic();
}

/** The same for counting: how often something happened in each bucket, told apart by act if a selection looks at it. */
export function countEntries(db: Db, bucket: SQL, byAct: boolean, where: SQL | undefined) {
  const nothing = sql<string>`''::text`;
  return db
    .select({
      bucket: bucket.mapWith(Number),
      action: byAct ? auditEntries.action : nothing,
      resource: byAct ? auditEntries.resource : nothing,
      count: sql`count(*)`.mapWith(Number),
    })
    .from(auditEntries)
    .where(where)
    .groupBy(sql`1`, sql`2`, sql`3`)
    .$dynamic();
}

export type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

/** Who looks: the place a request came from is not for everybody who sees the entry. */
export type Looker = { readonly principal: Principal; readonly everything: boolean };

/** The view of a row, in words and without secrets. */
export function toAuditEntryView(row: EntryRow, looker: Looker): AuditEntryView {
  const actor = actorOf(row);
  const who = whoOf(actor);
  const { kind, action, resource, targetId } = row;
  const name = labelOf({ kind, id: targetId, name: redactText(row.targetName) });
  const details = detailsOf(row);
  const words = wordsFor(kind, action, details, name);
  const { causedBy } = details;
  const traced = looker.everything || isOwnAct(row, looker.principal);
  return {
    id: row.id,
    at: millisOf(row),
    place: cursorOf(row),
    kind,
    action,
    resource,
    target: { id: targetId, name },
    actor,
    who,
    verb: words.verb,
    said: saidOf(words, name),
    causedBy: typeof causedBy === "string" && isId(causedBy) ? causedBy : null,
    title: `${who} ${words.verb}${words.tail}`,
    comment: row.comment === null ? null : redactText(row.comment),
    ip: traced ? row.ip : null,
    requestId: traced ? row.requestId : null,
  };
}

/** The view of a row with what changed. */
export function toAuditEntryDetail(row: EntryRow, looker: Looker): AuditEntryDetail {
  return { ...toAuditEntryView(row, looker), ...statesOf(row.action, detailsOf(row)) };
}

const detailsOf = ({ details }: EntryRow) => redactDetails(details) as AuditFacts;

function actorOf(row: EntryRow): AuditActor {
  const { actorKind: kind, actorId, memberId, email, firstName, lastName, tokenKind, tokenName, tokenTail } = row;
  const service = tokenKind === "service";
  const named = memberId !== null && email !== null && firstName !== null && lastName !== null;
  const viaToken = kind === "access_token" && actorId !== null;
  return {
    kind,
    member: named && !service ? { id: memberId, email, firstName, lastName, removed: row.removedAt !== null } : null,
    token: viaToken ? { id: actorId, name: redactText(tokenName ?? ""), ending: tokenTail ?? "", service } : null,
    operator: row.operator,
  };
}

function isOwnAct({ actorId, memberId, tokenKind }: EntryRow, { actor, memberId: own }: Principal): boolean {
  if (actor.kind === "access_token" && actorId === actor.id) return true;
  return own !== null && memberId === own && tokenKind !== "service";
}
