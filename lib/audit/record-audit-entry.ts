import "server-only";
import { auditEntries } from "@/drizzle/schema";
import type { Origin, Principal } from "@/lib/access/principal";
import { newId } from "@/lib/core/id";
import type { Tx } from "@/lib/db/client";
import { redactDetails, redactText } from "./redact-details";
import { signatureOf } from "./sign-entry";
import type { AuditKind } from "./view";
import type { AuditAction } from "./words";

/** An act that has words: a new one is given them in `words.ts` first. */
type Act = { [K in AuditKind]: { readonly kind: K; readonly action: AuditAction<K> } }[AuditKind];

/** What was done to what. `details` names what changed; a secret or a digest never belongs in it. */
export type AuditEvent = Act & {
  /** Given beforehand where other entries name this one as their cause. */
  readonly id?: string;
  /** The entry of the act that brought this one about without anybody's asking for it. */
  readonly causedBy?: string;
  readonly resource: string;
  readonly target: { readonly id: string; readonly name: string };
  readonly details?: Readonly<Record<string, unknown>>;
  readonly comment?: string | null;
};

/** Somebody who is nobody yet: they hold a set-up, invitation or reset link, or just signed in. */
export type Visitor = {
  readonly accountId: string;
  readonly visitor: true;
  readonly memberId: string | null;
  readonly origin: Origin;
};

/** Latchkey itself: nobody asked for it now, a rule of the account did. */
export type System = { readonly accountId: string; readonly system: true };

const told = new WeakSet<Tx>();

/** Whether an entry was written in this transaction: without one it has changed nothing. */
export const tellsOfItself = (tx: Tx): boolean => told.has(tx);

/** Writes the entry of a change inside the transaction that makes it: both commit, or neither. */
export async function recordAuditEntry(tx: Tx, by: Principal | Visitor | System, event: AuditEvent): Promise<void> {
  told.add(tx);
  await tx.insert(auditEntries).values(auditRow(by, event));
}

/**
 * The row of an entry, for a change that writes it in the same statement; it is signed, and has to be written as it is. A secret
 * in a name or note stays out (invariant I28).
 */
export function auditRow(by: Principal | Visitor | System, event: AuditEvent) {
  const row = {
    id: event.id ?? newId(),
    accountId: by.accountId,
    ...actorColumns(by),
    kind: event.kind,
    action: event.action,
    resource: event.resource,
    targetId: event.target.id,
    targetName: redactText(event.target.name),
    details: redactDetails({ ...event.details, ...(event.causedBy && { causedBy: event.causedBy }) }) as Readonly<
      Record<string, unknown>
    >,
    comment: event.comment ? redactText(event.comment) : null,
    ip: "system" in by ? null : by.origin.ip,
    requestId: "system" in by ? null : by.origin.requestId,
  };
  return { ...row, signature: signatureOf(row) };
}

function actorColumns(by: Principal | Visitor | System) {
  const nobody = { actorId: null, memberId: null, operator: null } as const;
  if ("system" in by) return { ...nobody, actorKind: "system" } as const;
  if ("visitor" in by) return { ...nobody, actorKind: "visitor", memberId: by.memberId } as const;
  const { actor } = by;
  if (actor.kind === "operator") return { ...nobody, actorKind: actor.kind, operator: actor.name } as const;
  return { ...nobody, actorKind: actor.kind, actorId: actor.id, memberId: by.answersFor } as const;
}
