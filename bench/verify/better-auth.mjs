// better-auth 1.7 with its API keys on Postgres, as documented; limits of rate and telemetry off.
import http from "node:http";
import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import pg from "pg";

const options = {
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 }),
  secret: "a secret of the benchmark's own, long enough to be taken",
  baseURL: `http://127.0.0.1:${process.env.BENCH_PORT}`,
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [apiKey({ rateLimit: { enabled: false } })],
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const { user } = await auth.api.signUpEmail({
  body: { email: "bench@acme.example", name: "Bench", password: "violet umbrellas walk at dawn" },
});
const { key } = await auth.api.createApiKey({ body: { userId: user.id, name: "bench" } });
const server = http.createServer(async (request, response) => {
  if (request.url === "/key") return response.end(key);
  const { valid } = await auth.api.verifyApiKey({ body: { key: request.headers.authorization?.slice(7) ?? "" } });
  response.writeHead(valid ? 204 : 401);
  response.end();
});
server.listen(Number(process.env.BENCH_PORT), "127.0.0.1");
