import "server-only";
import { timingSafeEqual } from "node:crypto";
import { installation } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { deriveKeys, type Keys } from "@/lib/keys/keys";
import { CannotStart, masterSecret } from "@/lib/keys/master-secret";

/**
 * The keys of this installation. A master secret that is missing or another than the one the database was
 * begun with refuses the start, since every token would be dead under it (ruling R16).
 */
export async function unlock(db: Db, given: string | undefined, dataDir: string | null): Promise<Keys> {
  const known = await storedCheck(db);
  const keys = deriveKeys(masterSecret(given, dataDir, known === null));
  if (known === null) await db.insert(installation).values({ secretCheck: keys.check }).onConflictDoNothing();
  const check = known ?? (await storedCheck(db)); // another instance may have been first
  if (!check || !timingSafeEqual(check, keys.check)) {
    throw new CannotStart(
      `${given === undefined ? "The key file" : "LATCHKEY_SECRET"} is not the one this database was begun with. Put the old one back.`,
    );
  }
  return keys;
}

/** Whether this database was begun with some master secret. */
export async function isBegun(db: Db): Promise<boolean> {
  return (await storedCheck(db)) !== null;
}

async function storedCheck(db: Db): Promise<Buffer | null> {
  const [row] = await db.select({ check: installation.secretCheck }).from(installation);
  return row?.check ?? null;
}
