import http from "node:http";
import { availableParallelism } from "node:os";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { createApi } from "@/lib/api/app";
import { HeadExporter } from "@/lib/audit/chain/head-exporter";
import { Sealer } from "@/lib/audit/chain/sealer";
import { sinksFor } from "@/lib/audit/chain/sinks";
import { boot } from "@/lib/boot/boot";
import { daily } from "@/lib/boot/daily";
import { explainStop } from "@/lib/boot/explain-stop";
import { firstOwner } from "@/lib/boot/first-owner";
import { prepareNextAuth } from "@/lib/boot/prepare-next-auth";
import { watchRestore } from "@/lib/boot/restore-watch";
import { type Config, readConfig } from "@/lib/config/config";
import { openGate } from "@/lib/doors/gate";
import { frontDoor } from "@/lib/http/front-door";
import { Meter, metered } from "@/lib/http/meter";
import { addressOf, drain, listen, newServer, stopBySignal } from "@/lib/http/serving";
import { Limiter } from "@/lib/limits/limiter";
import { rulesOf } from "@/lib/limits/rules";
import { tameConsole } from "@/lib/log/console";
import { makeLog, setLog } from "@/lib/log/log";
import { figuresOf } from "@/lib/metrics/figures";
import { decoy } from "@/lib/passwords/hash";
import { SignInGate } from "@/lib/sessions/sign-in-gate";
import { pauseUnused } from "@/lib/tokens/pause-unused";
import { sweepUsage } from "@/lib/usage/sweep-usage";

const development = process.argv.includes("--dev");

async function main(config: Config): Promise<void> {
  const log = makeLog(config.logLevel);
  setLog(log);
  if (!development) tameConsole(log);
  prepareNextAuth(config);
  const { host, port } = config;
  const opened = await boot(config, "server");
  const { db, pool } = opened;
  await decoy();

  const sealer = new Sealer(db, {
    onStrange: ({ count, first }) =>
      log.error({ count, first }, "the audit log was written past Latchkey: run latchkey audit verify"),
    onError: (error) => log.warn({ err: error }, "audit entries could not be sealed yet"),
  });
  sealer.start();
  const heads = new HeadExporter(db, sinksFor(config.auditHeads), (error) =>
    log.error({ err: error }, "the head of the audit chain is not exported as it should be"),
  );
  const restore = await watchRestore(db, {
    headsFile: config.auditHeads.file,
    onNoticed: (accounts) =>
      log.error({ accounts }, "the database is older than what was exported: see latchkey audit accept-restore"),
    onClear: () => heads.start(), // before, a restored chain's head would be taken for the newest one that there was
  });
  const limiter = new Limiter(rulesOf(config.limits));
  const { publicOrigin } = config;
  const { authority, lease, doors, uses, ...gate } = openGate(opened, { config, log, limiter });
  const meter = new Meter();
  const present = (secret: string) => authority.present(secret);
  const api = getRequestListener(createApi({ db, present, uses, log, limiter, publicOrigin }).fetch);
  const server = newServer();
  // Next takes every handshake for its own hot reload. Outside development it gets none, since a proxy hands its client's on
  // with its question: it is answered like any other request.
  const httpServer = development ? server : http.createServer();
  const app = next({ dev: development, hostname: host, port, httpServer, dir: process.cwd() });
  await app.prepare();
  server.on(
    "request",
    frontDoor({
      config,
      development,
      api: (request, response) => {
        meter.noteWritten("/api/v2", response, performance.now());
        void api(request, response);
      },
      doors: metered(doors, meter),
      figures: figuresOf({ authority, lease, db, pool, meter }),
      pages: app.getRequestHandler(),
      signIns: new SignInGate(Math.max(availableParallelism() - 1, 1)),
      probe: async () => void (await pool.query({ name: "probe", text: "select 1" })),
      restorePending: restore.pending,
      onError: (error, requestId) => log.error({ err: error, requestId }, "a request failed"),
      onReport: (report) =>
        log[report.enforced ? "info" : "debug"]({ report }, "a browser reports what a page may not do"),
    }),
  );
  await listen(server, port, host);

  const origin = config.publicOrigin ?? addressOf(host, port);
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

  stopBySignal(async () => {
    pausing.stop();
    sweeping.stop();
    restore.stop();
    await gate.dismiss();
    const drained = drain(server);
    await app.close();
    await drained; // what is still being answered is counted too
    await gate.stop();
    await sealer.stop();
    if (!restore.pending()) await heads.stop();
    await opened.close();
  });
}

async function start(): Promise<void> {
  try {
    await main(readConfig(process.env));
  } catch (error) {
    explainStop(error);
  }
}

void start();
