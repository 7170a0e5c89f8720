import http from "node:http";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { openGate } from "@/lib/doors/gate";
import { Limiter } from "@/lib/limits/limiter";
import { rulesOf } from "@/lib/limits/rules";
import { makeLog } from "@/lib/log/log";

/** The doors for gateways alone, in a process of their own, as tests start several of. */
async function main(): Promise<void> {
  const config = readConfig({ ...process.env, LOG_LEVEL: "silent" });
  const opened = await boot(config, "command");
  const { doors } = openGate(opened, {
    config,
    log: makeLog(config.logLevel),
    limiter: new Limiter(rulesOf(config.limits)),
  });
  const server = http.createServer((request, response) => {
    if (!doors(request, response, request.url ?? "/", ""))
      response.writeHead(request.url === "/readyz" ? 200 : 404).end();
  });
  server.listen(config.port, config.host);
}

void main();
