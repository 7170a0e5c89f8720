import http from "node:http";
import { Authority } from "@/lib/authority/authority";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { openDoors } from "@/lib/doors/doors";
import { Lease } from "@/lib/leases/lease";

/** The doors for gateways alone, in a process of their own, as tests start several of. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const { db, pool } = await boot(config, "command");
  const lease = new Lease(pool, { forget: (changes) => authority.forget(changes), onError: () => {} });
  const authority = new Authority(db, lease);
  const doors = openDoors({ db, authority, note: () => {}, onError: () => {} });
  const server = http.createServer((request, response) => {
    if (!doors(request, response, request.url ?? "/", ""))
      response.writeHead(request.url === "/readyz" ? 200 : 404).end();
  });
  server.listen(config.port, config.host);
}

void main();
