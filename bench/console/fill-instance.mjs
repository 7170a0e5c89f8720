// Fills a fresh instance that has one Owner, signs its log and seals it, and says how long each took.
import pg from "pg";
import { fill, LARGE, SMALL } from "./fill.mjs";
import { openForFilling, sealLog, signLog } from "./log.ts";

const { socket, emails } = JSON.parse(process.argv[2]);
const opened = await openForFilling();
const pool = new pg.Pool({ host: socket, user: "latchkey", database: "postgres", max: 2 });
try {
  console.log("Filling the database; the next run finds it filled.");
  await timed("Filled", async () => fill(pool, await threeAccounts(), (table) => signLog(opened, pool, table)));
  console.log("Sealing the audit log, so that no server has it to do while something is measured.");
  await timed("Sealed", () => sealLog(opened));
  await pool.query("vacuum (analyze) audit_seals, audit_unsealed");
} finally {
  await pool.end();
  await opened.close();
}

async function timed(what, act) {
  const begun = performance.now();
  const entries = await act();
  const seconds = (performance.now() - begun) / 1000;
  const rate = entries === undefined ? "" : `: ${entries} entries, ${Math.round(entries / seconds)} a second`;
  console.log(`${what} in ${Math.round(seconds)} s${rate}.`);
}

async function threeAccounts() {
  const { rows } = await pool.query("select id, account_id as account from members where email = $1", [emails.large]);
  const large = { accountId: rows[0].account, ownerId: rows[0].id, size: LARGE, n: 1 };
  const small = await anotherAccount("small", 2);
  await anotherAccount("empty", 3);
  return [{ ...small, size: SMALL }, large];
}

/** A further account whose Owner has the same password. */
async function anotherAccount(name, n) {
  const [accountId, ownerId] = ["a", "b"].map((kind) => `0000000000${n}${kind}000000000000`);
  await pool.query("insert into accounts (id, name) values ($1, $2)", [accountId, name]);
  await pool.query(
    `insert into members (id, account_id, email, email_key, base_role, password_hash, joined_at)
      select $1, $2, $3, $3, 'owner', password_hash, now() from members where email = $4`,
    [ownerId, accountId, emails[name], emails.large],
  );
  return { accountId, ownerId, n };
}
