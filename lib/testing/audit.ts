import { auditEntries } from "@/drizzle/schema";
import { newId } from "@/lib/core/id";
import type { Db } from "@/lib/db/client";

type Entry = typeof auditEntries.$inferInsert;
type Planted = Partial<Omit<Entry, "at" | "id">> & { readonly at?: number };

/** Entries as if somebody had made them, in that order; answers with their ids. */
export async function plantEntries(db: Db, accountId: string, entries: readonly Planted[]): Promise<string[]> {
  const rows = entries.map(({ at, ...more }): Entry => {
    const id = newId();
    return {
      id,
      accountId,
      actorKind: "visitor",
      kind: "role",
      action: "createRole",
      resource: "role/planted",
      targetId: id,
      targetName: "planted",
      details: {},
      ...(at === undefined ? {} : { at: new Date(at) }),
      ...more,
    };
  });
  for (let from = 0; from < rows.length; from += 1000)
    await db.insert(auditEntries).values(rows.slice(from, from + 1000));
  return rows.map(({ id }) => id);
}
