import "server-only";
import { type Config, setConfig } from "@/lib/config/config";
import { type OpenedDatabase, setOpened } from "@/lib/db/client";
import { pendingMigrations } from "@/lib/db/migrations";
import { openBeside } from "@/lib/db/open";
import { isBegun, unlock } from "@/lib/installation/unlock";
import { setKeys } from "@/lib/keys/keys";
import { CannotStart } from "@/lib/keys/master-secret";

/**
 * Makes a verifier ready: over the database that a main server keeps, which it neither makes nor migrates. Throws a
 * `CannotStart` with a sentence for the operator when there is no such database.
 */
export async function bootVerifier(config: Config): Promise<OpenedDatabase> {
  setConfig(config);
  const { databaseUrl, dataDir, secret } = config;
  const opened = await openBeside({ ...(databaseUrl === undefined ? {} : { databaseUrl }), dataDir });
  if (opened === null) {
    throw new CannotStart(
      `No Latchkey server runs on ${dataDir}, whose database a verifier would use. Start the server first, or set DATABASE_URL.`,
    );
  }
  try {
    if ((await pendingMigrations(opened.pool)) > 0 || !(await isBegun(opened.db))) {
      throw new CannotStart(
        "The database is not that of this version yet. Start the main server of this version first.",
      );
    }
    setKeys(await unlock(opened.db, secret, opened.embedded ? dataDir : null));
    setOpened(opened);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}
