import "server-only";
import { getTableColumns, sql } from "drizzle-orm";
import { auditEntries, auditSeals } from "@/drizzle/schema";
import { micros } from "../columns";

const { at: _, ...content } = getTableColumns(auditEntries);

/** All that an entry says, as the chain holds it. */
export const chainEntryColumns = { ...content, micros };

/** Exact to the microsecond. */
export const sealedMicros = sql<string>`(extract(epoch from ${auditSeals.sealedAt}) * 1000000)::bigint`;

/** A seal, with its number and its link. */
export const sealColumns = {
  accountId: auditSeals.accountId,
  entryId: auditSeals.entryId,
  state: auditSeals.state,
  sealedMicros,
  seq: auditSeals.seq,
  mac: auditSeals.mac,
};
