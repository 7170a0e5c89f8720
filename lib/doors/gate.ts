import "server-only";
import type { Logger } from "pino";
import { Authority } from "@/lib/authority/authority";
import type { Config } from "@/lib/config/config";
import type { OpenedDatabase } from "@/lib/db/client";
import { GatewayCalls } from "@/lib/gateways/gateway-calls";
import { Lease } from "@/lib/leases/lease";
import type { Limiter } from "@/lib/limits/limiter";
import { UsageLedger } from "@/lib/usage/ledger";
import { type Doors, openDoors } from "./doors";
import { noteIn } from "./note-use";
import { openTelemetry } from "./telemetry-intake";

/** What answers for others' services in a process: the memory, its lease, the ledger of uses, and the doors over them. */
export type Gate = {
  readonly authority: Authority;
  readonly lease: Lease;
  readonly uses: UsageLedger;
  readonly doors: Doors;
  /** Lets go of those who follow the feed; call it while they can still say that they have forgotten everything. */
  dismiss(): Promise<void>;
  /** Gives the lease back and writes what was noted; call it when nothing is being answered any more. */
  stop(): Promise<void>;
};

type Of = { readonly config: Config; readonly log: Logger; readonly limiter: Limiter };

/** Opens the doors over a database: the same in the main server and in a verifier. */
export function openGate({ db, pool }: OpenedDatabase, { config, log, limiter }: Of): Gate {
  const uses = new UsageLedger(db, (error) => log.warn({ err: error }, "uses could not be written yet"));
  uses.start();
  const lease = new Lease(pool, {
    forget: (changes) => authority.forget(changes),
    onError: (error) => log.warn({ err: error }, "the lease could not be renewed; the database is asked meanwhile"),
  });
  const authority = new Authority(db, lease);
  const telemetry = openTelemetry({
    uses,
    limiter,
    collectorUrl: config.collectorUrl,
    onChange: (trouble) =>
      trouble === null
        ? log.info("the collector takes telemetry")
        : log.warn({ why: trouble }, "telemetry waits for its senders to try again: the collector takes none"),
  });
  const calls = new GatewayCalls(db, (error) => log.warn({ err: error }, "calls of gateways could not be counted yet"));
  const doors = openDoors({
    db,
    authority,
    note: noteIn(uses, { committed: config.commitUse }),
    noteCall: (gateway) => calls.note(gateway),
    telemetry,
    limiter,
    lease,
    onError: (error) => log.error({ err: error }, "a gateway could not be answered"),
  });
  const dismiss = async () => {
    await lease.stop();
    lease.followers.end();
  };
  const stop = async () => {
    await lease.stop();
    await Promise.all([uses.stop(), calls.flush()]);
  };
  return { authority, lease, uses, doors, dismiss, stop };
}
