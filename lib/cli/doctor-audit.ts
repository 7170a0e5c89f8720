import { chainState } from "@/lib/audit/chain/chain-state";
import { isRestored } from "@/lib/audit/chain/restore";
import { unsentSeconds } from "@/lib/audit/chain/unsent";
import type { Config } from "@/lib/config/config";
import { APP_ROLE, onlyAdds } from "@/lib/db/app-role";
import type { OpenedDatabase } from "@/lib/db/open";

/** What `doctor` says of the audit log; it throws if somebody wrote it past Latchkey. */
export async function auditLogOf({ db, pool, embedded }: OpenedDatabase, config: Config): Promise<string> {
  const { sealed, waiting, strange } = await chainState(db);
  if (strange > 0)
    throw new Error(
      `${strange} of ${sealed} entries were written or removed past Latchkey: run "latchkey audit verify"`,
    );
  const unsent = await unsentSeconds(db);
  if (unsent > 0)
    throw new Error(
      `nobody has taken its heads for ${Math.ceil(unsent / 60)} min; after a day of it changes are paused`,
    );
  if (await isRestored(db))
    throw new Error('a backup was restored and changes are paused: run "latchkey audit accept-restore"');
  const { rows } = await pool.query<{ name: string }>("select current_user as name");
  const guarded = await onlyAdds(pool, embedded ? APP_ROLE : (rows[0]?.name ?? ""));
  const user = guarded
    ? "the database's user can only add to it"
    : "the database's user owns its tables and could take their guards away: see DATABASE_OWNER_URL";
  return `${sealed} entries sealed, ${waiting} wait; ${headsOf(config)}; ${user}`;
}

function headsOf({ auditHeads: { file, url } }: Config): string {
  const places = [file, url && new URL(url).host].filter((place) => place !== undefined);
  if (places.length > 0) return `heads go to ${places.join(" and ")}`;
  return "heads go nowhere, so a cut-off end would not show: see LATCHKEY_AUDIT_HEADS_FILE";
}
