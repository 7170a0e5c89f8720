import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { createApi } from "@/lib/api/app";
import { HeadExporter } from "@/lib/audit/chain/head-exporter";
import { Sealer } from "@/lib/audit/chain/sealer";
import { sinksFor } from "@/lib/audit/chain/sinks";
import { Authority } from "@/lib/authority/authority";
import { boot } from "@/lib/boot/boot";
import { daily } from "@/lib/boot/daily";
import { explainStop } from "@/lib/boot/explain-stop";
import { firstOwner } from "@/lib/boot/first-owner";
import { prepareNextAuth } from "@/lib/boot/prepare-next-auth";
import { type Config, readConfig } from "@/lib/config/config";
import { openDoors } from "@/lib/doors/doors";
import { noteIn } from "@/lib/doors/note-use";
import { openTelemetry } from "@/lib/doors/telemetry-intake";
import { frontDoor } from "@/lib/http/front-door";
import { Lease } from "@/lib/leases/lease";
import { Limiter } from "@/lib/limits/limiter";
import { rulesOf } from "@/lib/limits/rules";
import { makeLog, setLog } from "@/lib/log/log";
import { decoy } from "@/lib/passwords/hash";
import { pauseUnused } from "@/lib/tokens/pause-unused";
import { UsageLedger } from "@/lib/usage/ledger";
import { sweepUsage } from "@/lib/usage/sweep-usage";

const development = process.argv.includes("--dev");
const STOP_WITHIN_MS = 10_000;
const ANSWERED_WITHIN_MS = 5_000;

async function main(config: Config): Promise<void> {
  const log = makeLog(config.logLevel);
  setLog(log);
  prepareNextAuth(config);
  const { host, port } = config;
  const opened = await boot(config, "server");
  const { db, pool } = opened;
  await decoy();

  const uses = new UsageLedger(db, (error) => log.warn({ err: error }, "uses could not be written yet"));
  uses.start();
  const sealer = new Sealer(db, {
    onStrange: (strange) =>
      log.error({ strange }, "the audit log was written past Latchkey: run latchkey audit verify"),
    onError: (error) => log.warn({ err: error }, "audit entries could not be sealed yet"),
  });
  sealer.start();
  const heads = new HeadExporter(db, sinksFor(config.auditHeads), (error) =>
    log.error({ err: error }, "the head of the audit chain is not exported as it should be"),
  );
  heads.start();
  const limiter = new Limiter(rulesOf(config.limits));
  const { publicOrigin } = config;
  const lease = new Lease(pool, {
    forget: (changes) => authority.forget(changes),
    onError: (error) => log.warn({ err: error }, "the lease could not be renewed; the database is asked meanwhile"),
  });
  const authority = new Authority(db, lease);
  const present = (secret: string) => authority.present(secret);
  const api = getRequestListener(createApi({ db, present, uses, log, limiter, publicOrigin }).fetch);
  const telemetry = openTelemetry({
    uses,
    limiter,
    collectorUrl: config.collectorUrl,
    onChange: (trouble) =>
      trouble === null
        ? log.info("the collector takes telemetry")
        : log.warn({ why: trouble }, "telemetry waits for its senders to try again: the collector takes none"),
  });
  const doors = openDoors({
    db,
    authority,
    note: noteIn(uses),
    telemetry,
    onError: (error) => log.error({ err: error }, "a gateway could not be answered"),
  });
  const server = http.createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
  const app = next({ dev: development, hostname: host, port, httpServer: server, dir: process.cwd() });
  await app.prepare();
  server.on(
    "request",
    frontDoor({
      config,
      development,
      api: (request, response) => void api(request, response),
      doors,
      pages: app.getRequestHandler(),
      probe: async () => void (await pool.query({ name: "probe", text: "select 1" })),
      onError: (error, requestId) => log.error({ err: error, requestId }, "a request failed"),
    }),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });

  const origin = config.publicOrigin ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  process.stdout.write(`Latchkey is ready at ${origin}\n`);
  const owner = await firstOwner(db, config, origin);
  if (owner) process.stdout.write(`${owner}\n`);

  const pausing = daily(
    async () => {
      await uses.flush(); // a use that is noted but not written yet is one
      const paused = await pauseUnused(db);
      if (paused > 0) log.info({ paused }, "unused tokens were paused, as token rules have it");
    },
    (error) => log.error({ err: error }, "unused tokens could not be paused; tomorrow they are looked at again"),
  );

  const sweeping = daily(
    async () => {
      const swept = await sweepUsage(db, config.usageDays);
      if (swept > 0) log.info({ swept }, "old counts of use were swept away");
    },
    (error) => log.error({ err: error }, "old counts of use could not be swept away; tomorrow it is tried again"),
  );

  const stop = async () => {
    pausing.stop();
    sweeping.stop();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const answered = new Promise((resolve) => server.close(resolve));
    // Again and again, since one that is answering now is idle a little later.
    setInterval(() => server.closeIdleConnections(), 100);
    server.closeIdleConnections();
    await app.close();
    // What is still being answered is counted too, unless it takes for ever.
    await Promise.race([answered, pause(ANSWERED_WITHIN_MS, null, { ref: false })]);
    await lease.stop();
    await uses.stop();
    await sealer.stop();
    await heads.stop();
    await opened.close();
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop());
}

async function start(): Promise<void> {
  try {
    await main(readConfig(process.env));
  } catch (error) {
    explainStop(error);
  }
}

void start();
