import "server-only";
import pg from "pg";

/** Whom the product works as on the embedded database; its owner only migrates. */
export const APP_ROLE = "latchkey_app";

/** Tables to which is only added: not even whoever makes Latchkey run a statement of theirs can change what stands there. */
const APPEND_ONLY = ["audit_entries", "audit_seals"];

/**
 * Gives a role what the product needs of the tables that this connection's user owns, and no more: of the audit log, reading
 * and adding (security 3.13). It owns nothing, so it cannot take a trigger away either. `make` makes the role first.
 */
export async function grantToApp(client: pg.ClientBase, name: string, make: boolean): Promise<void> {
  const role = pg.escapeIdentifier(name);
  if (make) await makeRole(client, name);
  const { rows } = await client.query<{ table: string; sequence: boolean }>(
    `select oid::regclass::text as table, relkind = 'S' as sequence from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S') and pg_get_userbyid(relowner) = current_user`,
  );
  await client.query("begin");
  for (const { table, sequence } of rows) {
    const all = sequence ? "usage on sequence" : "select, insert, update, delete on table";
    await client.query(`grant ${APPEND_ONLY.includes(table) ? "select, insert on table" : all} ${table} to ${role}`);
  }
  for (const table of APPEND_ONLY) await client.query(`revoke update, delete, truncate on ${table} from ${role}`);
  await client.query(`grant usage on schema drizzle to ${role}`);
  await client.query(`grant select on drizzle.__drizzle_migrations to ${role}`);
  await client.query("commit");
}

async function makeRole(client: pg.ClientBase, name: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [name]);
  if (rowCount === 0) await client.query(`create role ${pg.escapeIdentifier(name)} login`);
}

/** Whether a user can do no more with the audit log than read it and add to it. */
export async function onlyAdds(pool: pg.Pool, name: string): Promise<boolean> {
  const { rows } = await pool.query<{ more: boolean }>(
    `select bool_or(has_table_privilege($1, t, 'update, delete, truncate') or pg_has_role($1, c.relowner, 'member')) as more
      from unnest($2::text[]) t join pg_class c on c.oid = t::regclass`,
    [name, APPEND_ONLY],
  );
  return rows[0]?.more === false;
}
