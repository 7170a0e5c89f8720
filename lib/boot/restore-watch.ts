import "server-only";
import { findLost, isRestored, noteRestored } from "@/lib/audit/chain/restore";
import type { Db } from "@/lib/db/client";

const LOOK_EVERY_MS = 2_000;

/** Whether this process answers no program for now, since the database is an older one and nobody has accepted that yet. */
export type RestoreWatch = { readonly pending: () => boolean; stop(): void };

type Watching = {
  /** Exported heads, by which it is noticed; without them only what another process noticed counts. */
  readonly headsFile?: string | undefined;
  readonly onNoticed?: (accounts: number) => void;
  /** Nothing is pending, now or any more. */
  readonly onClear?: () => void;
  readonly everyMs?: number;
};

/**
 * Looks at the start whether more had left the database than stands in it (security 3.16), and while it does, looks again whether
 * somebody has accepted that. A database that cannot be asked just now changes nothing.
 */
export async function watchRestore(
  db: Db,
  { headsFile, onNoticed = () => {}, onClear = () => {}, everyMs = LOOK_EVERY_MS }: Watching,
): Promise<RestoreWatch> {
  const lost = headsFile === undefined ? [] : await findLost(db, headsFile);
  if (lost.length > 0) {
    await noteRestored(db, true);
    onNoticed(lost.length);
  }
  let pending = await isRestored(db);
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    timer = setTimeout(async () => {
      pending = await isRestored(db).catch(() => true);
      goOn();
    }, everyMs).unref();
  };
  const goOn = () => (pending ? look() : onClear());
  goOn();
  return { pending: () => pending, stop: () => clearTimeout(timer) };
}
