import "server-only";
import { type Config, setConfig } from "@/lib/config/config";
import { setOpened } from "@/lib/db/client";
import { type OpenedDatabase, openDatabase } from "@/lib/db/open";
import { unlock } from "@/lib/installation/unlock";
import { setKeys } from "@/lib/keys/keys";
import { workOutMissingLimits } from "@/lib/principals/work-out-limits";
import { refuseOldPackages } from "./package-floors";

/**
 * Makes this process ready to call domain functions: opens and migrates the database, and derives the keys.
 * Throws a `CannotStart` with a sentence for the operator when it must not go on.
 */
export async function boot(config: Config, role: "server" | "command"): Promise<OpenedDatabase> {
  refuseOldPackages();
  setConfig(config);
  const { dataDir, secret } = config;
  const opened = await openDatabase({ ...config, role });
  try {
    setKeys(await unlock(opened.db, secret, opened.embedded ? dataDir : null));
    await workOutMissingLimits(opened.db);
    setOpened(opened);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
