import type pg from "pg";
import { sealBatches } from "@/lib/audit/chain/seal-entries";
import { type EntryContent, signatureOf } from "@/lib/audit/sign-entry";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import type { OpenedDatabase } from "@/lib/db/open";

const BATCH = 2_000;

/** The instance's database with its keys, as a command has them. */
export function openForFilling(): Promise<OpenedDatabase> {
  return boot(readConfig(process.env), "command");
}

/** Moves entries from a table like that of the log into it, signed as if the product had written them: they wait to be sealed then. */
export async function signLog({ pool }: OpenedDatabase, owner: pg.Pool, table: string): Promise<void> {
  await owner.query(`grant select on ${table} to public`);
  const { rows: columns } = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = 'audit_entries' and column_name <> 'signature' order by ordinal_position`,
  );
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  for (let last = ""; ; ) {
    const { rows } = await pool.query<Record<string, unknown>>(
      `select ${names} from ${table} where id > $1 order by id limit ${BATCH}`,
      [last],
    );
    const entries = rows.map(asEntry);
    await pool.query(
      `insert into audit_entries (${names}, signature)
        select ${names}, signed.signature from ${table} join unnest($1::text[], $2::bytea[]) as signed (of, signature) on signed.of = id`,
      [entries.map(({ id }) => id), entries.map(signatureOf)],
    );
    if (rows.length < BATCH) return;
    last = entries.at(-1)?.id ?? last;
  }
}

/** A row by the names that the product knows its columns by. */
function asEntry(row: Record<string, unknown>): EntryContent {
  const named = Object.entries(row).map(([name, value]) => [
    name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(named) as EntryContent;
}

/** Gives all of them their places; answers with how many there were. */
export async function sealLog({ db }: OpenedDatabase): Promise<number> {
  let sealed = 0;
  for await (const { taken, strange } of sealBatches(db)) {
    if (strange.count > 0) throw new Error(`Entry ${strange.first[0]?.entryId} is not as the product writes it.`);
    sealed += taken;
  }
  return sealed;
}
