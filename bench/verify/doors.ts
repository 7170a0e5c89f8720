import { Authority } from "@/lib/authority/authority";
import { bootVerifier } from "@/lib/boot/boot-verifier";
import { readConfig } from "@/lib/config/config";
import { openDoors } from "@/lib/doors/doors";
import { bareDoor } from "@/lib/http/bare-door";
import { Meter, metered } from "@/lib/http/meter";
import { newServer } from "@/lib/http/serving";
import { Lease } from "@/lib/leases/lease";

/**
 * A verifier that records no use, and with `no-lease` never decides from memory: what recording and memory cost is measured
 * beside it. `/queries` says how many statements its pool was asked for.
 */
async function main(kind: string | undefined): Promise<void> {
  const config = readConfig(process.env);
  const opened = await bootVerifier(config);
  const { db, pool } = opened;
  let queries = 0;
  const query = pool.query.bind(pool);
  Object.assign(pool, {
    query: (...given: Parameters<typeof query>) => {
      queries++;
      return query(...given);
    },
  });
  const lease = new Lease(pool, { forget: (changes) => authority.forget(changes), onError: () => {} });
  const authority = new Authority(db, kind === "no-lease" ? { held: () => false } : lease);
  const doors = openDoors({ db, authority, note: () => {}, onError: () => {} });
  const door = bareDoor({
    config,
    doors: metered(doors, new Meter()),
    figures: { type: "text/plain", text: async () => String(queries) },
    probe: async () => void (await pool.query("select 1")),
    onError: () => {},
  });
  newServer(door).listen(config.verifierPort, config.host);
  process.once("SIGTERM", () => void lease.stop().then(() => process.exit(0)));
}

void main(process.argv[2]);
