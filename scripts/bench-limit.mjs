// The bare limits of the benchmark: node:http with one prepared select, and with one insert, and nothing else.
import { createHash, randomBytes } from "node:crypto";
import http from "node:http";
import path from "node:path";
import pg from "pg";

const host = path.join(process.env.LATCHKEY_DATA_DIR, "postgres");
const pool = new pg.Pool({ host, user: "latchkey", database: "postgres", max: 10 });
await pool.query(
  "create table if not exists bench_limit (id text primary key, digest bytea unique not null, name text not null, created_at timestamptz not null default now())",
);
const digestOf = (secret) => createHash("sha256").update(secret).digest();
await pool.query("insert into bench_limit values ('bench', $1, 'bench') on conflict do nothing", [
  digestOf(process.env.BENCH_SECRET),
]);

const select = (digest) =>
  pool.query({ name: "select", text: "select id, name from bench_limit where digest = $1", values: [digest] });
const insert = (id, name) =>
  pool.query({
    name: "insert",
    text: "insert into bench_limit (id, digest, name) values ($1, $2, $3) returning id",
    values: [id, randomBytes(32), name],
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
