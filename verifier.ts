import { bootVerifier } from "@/lib/boot/boot-verifier";
import { explainStop } from "@/lib/boot/explain-stop";
import { watchRestore } from "@/lib/boot/restore-watch";
import { type Config, readConfig } from "@/lib/config/config";
import { openGate } from "@/lib/doors/gate";
import { bareDoor } from "@/lib/http/bare-door";
import { Meter, metered } from "@/lib/http/meter";
import { addressOf, drain, listen, newServer, stopBySignal } from "@/lib/http/serving";
import { Limiter } from "@/lib/limits/limiter";
import { rulesOf } from "@/lib/limits/rules";
import { makeLog, setLog } from "@/lib/log/log";
import { figuresOf } from "@/lib/metrics/figures";

async function main(config: Config): Promise<void> {
  const log = makeLog(config.logLevel);
  setLog(log);
  const { host, verifierPort: port } = config;
  const opened = await bootVerifier(config);
  const { db, pool } = opened;
  const gate = openGate(opened, { config, log, limiter: new Limiter(rulesOf(config.limits)) });
  const restore = await watchRestore(db, {});
  const meter = new Meter();
  const server = newServer(
    bareDoor({
      config,
      doors: metered(gate.doors, meter),
      figures: figuresOf({ ...gate, db, pool, meter }),
      probe: async () => void (await pool.query({ name: "probe", text: "select 1" })),
      restorePending: restore.pending,
      onError: (error, requestId) => log.error({ err: error, requestId }, "a request failed"),
    }),
  );
  await listen(server, port, host);
  process.stdout.write(`Latchkey's verifier is ready at ${addressOf(host, port)}\n`);
  stopBySignal(async () => {
    restore.stop();
    await gate.dismiss();
    await drain(server); // what is still being answered is counted too
    await gate.stop();
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
