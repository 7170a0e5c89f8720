// Unleash 8 with a backend token, which it keeps in memory; one flag, since an empty installation asks the database each time.
import { start } from "unleash-server";

const url = new URL(process.env.DATABASE_URL);
const project = "default";
const { services } = await start({
  db: {
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    password: "",
    database: url.pathname.slice(1),
    ssl: false,
  },
  server: { port: Number(process.env.BENCH_PORT), host: "127.0.0.1" },
  versionCheck: { enable: false },
  telemetry: false,
  logLevel: "fatal",
  authentication: {
    initApiTokens: [
      {
        tokenName: "bench",
        type: "backend",
        environment: "development",
        projects: [project],
        secret: process.env.BENCH_SECRET,
      },
    ],
  },
});
const audit = { id: -1, username: "bench", ip: "127.0.0.1" };
await services.featureToggleService.createFeatureToggle(project, { name: "bench", type: "release" }, audit);
process.stdout.write("started\n");
