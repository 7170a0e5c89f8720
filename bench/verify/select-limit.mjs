// The limit without memory: node:http and one prepared select by an indexed digest.
import { hash } from "node:crypto";
import http from "node:http";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
await pool.query(
  "create table if not exists bench_select (digest bytea primary key, id text not null, policy jsonb not null)",
);
const digestOf = (secret) => hash("sha256", secret, "buffer");
await pool.query("insert into bench_select values ($1, 'bench', $2) on conflict do nothing", [
  digestOf(process.env.BENCH_SECRET),
  process.env.BENCH_POLICY,
]);
const SELECT = { name: "find", text: "select id, policy from bench_select where digest = $1" };
const server = http.createServer(async (request, response) => {
  const { rows } = await pool.query({ ...SELECT, values: [digestOf(request.headers.authorization?.slice(7) ?? "")] });
  response.writeHead(rows.length > 0 ? 204 : 401);
  response.end();
});
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
