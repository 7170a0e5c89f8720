// The limit: node:http, a SHA-256 of the token, a Map, and nothing else.
import { hash } from "node:crypto";
import http from "node:http";

const known = new Map([[hash("sha256", process.env.BENCH_SECRET, "base64url"), { id: "bench" }]]);
const server = http.createServer((request, response) => {
  const found = known.get(hash("sha256", request.headers.authorization?.slice(7) ?? "", "base64url"));
  response.writeHead(found ? 204 : 401);
  response.end();
});
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
