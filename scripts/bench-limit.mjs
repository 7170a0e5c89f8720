// The bare limits of the benchmark: node:http with one prepared select, and with one insert, and nothing else.
import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import path from "node:path";
import pg from "pg";

const host = path.join(process.env.LATCHKEY_DATA_DIR, "postgres");
const pool = new pg.Pool({ host, user: "latchkey", database: "postgres", max: 10 });
// The same table as the product's, with its checks and indexes, and the digest in it: one insert of a token.
await pool.query(
  "create table if not exists bench_limit (like access_tokens including all, digest bytea unique not null)",
);
const digestOf = (secret) => createHash("sha256").update(secret).digest();
const ROW = `insert into bench_limit (id, account_id, member_id, kind, name, description, secret_tail, role_source, base_role,
  ceilings, default_api_version, digest) values ($1, $2, $3, 'personal', $4, '', 'abcd', 'base', 'reader', '[]', 20240415, $5)`;
const ANYBODY = "0123456789abcdef01234567";
await pool.query(ROW, [randomBytes(12).toString("hex"), ANYBODY, ANYBODY, "bench", digestOf(process.env.BENCH_SECRET)]);

const select = (digest) =>
  pool.query({ name: "select", text: "select id, name from bench_limit where digest = $1", values: [digest] });
const insert = (id, name) =>
  pool.query({
    name: "insert",
    text: `${ROW} returning id, created_at`,
    values: [id, ANYBODY, ANYBODY, name, digestOf(randomBytes(32))],
  });

const server = http.createServer(async (request, response) => {
  if (request.url === "/") return response.end();
  const answer = request.method === "GET" ? await check(request) : await create(request);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(answer));
});

async function check(request) {
  const { rows } = await select(digestOf(request.headers.authorization.slice(7)));
  return rows[0];
}

async function create(request) {
  let body = "";
  for await (const chunk of request) body += chunk;
  const { rows } = await insert(randomBytes(12).toString("hex"), JSON.parse(body).name);
  return rows[0];
}

server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
process.on("SIGTERM", () => {
  server.close();
  server.closeAllConnections();
  void pool.end().then(() => process.exit(0));
});
