import "server-only";
import { sql } from "drizzle-orm";
import type { Refusal } from "@/lib/core/refusal";
import type { Db, Tx } from "@/lib/db/client";
import { EXPIRY_MIN_AHEAD } from "./limits";

/** By the database's clock: an expiry lies at least some minutes ahead, or it is a slip of the pen. */
export async function checkExpiry(db: Db | Tx, expiresAt: number | null): Promise<Refusal | null> {
  if (expiresAt === null) return null;
  const { rows } = await db.execute<{ now: number }>(sql`select extract(epoch from now()) * 1000 as now`);
  if (expiresAt >= Number(rows[0]?.now) + EXPIRY_MIN_AHEAD) return null;
  return { kind: "invalid_input", fields: { expiresAt: ["Choose a time at least 10 minutes from now."] } };
}
