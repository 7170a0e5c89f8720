import "server-only";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { waitingEntries } from "@/lib/audit/chain/chain-state";
import { unsentSeconds } from "@/lib/audit/chain/unsent";
import type { Authority } from "@/lib/authority/authority";
import type { OpenedDatabase } from "@/lib/db/client";
import type { Meter } from "@/lib/http/meter";
import type { Figures } from "@/lib/http/metrics-door";
import { changesBehind } from "@/lib/leases/lag";
import type { Lease } from "@/lib/leases/lease";
import { Answers } from "./answers";

type Watched = Pick<OpenedDatabase, "db" | "pool"> & {
  readonly authority: Authority;
  readonly lease: Lease;
  readonly meter: Meter;
};

/** The figures of this process for Prometheus. They name no token, member, account or address (invariant I28). */
export function figuresOf(watched: Watched): Figures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  registry.registerMetric(new Answers(watched.meter));
  memoryFigures(registry, watched);
  leaseFigures(registry, watched);
  poolFigure(registry, watched);
  auditFigures(registry, watched);
  return { type: registry.contentType, text: () => registry.metrics() };
}

const KINDS = ["tokens", "callers", "gateways", "subjects"] as const;

function memoryFigures(registry: Registry, { authority }: Watched) {
  const memories = KINDS.map((kind) => [kind, authority[kind]] as const);
  new Counter({
    registers: [registry],
    name: "latchkey_memory_lookups_total",
    help: "Questions to the memory: answered by it (hit), read from the database (miss), or asked without a lease (direct).",
    labelNames: ["kind", "result"],
    collect() {
      this.reset();
      for (const [kind, { counts }] of memories) {
        this.inc({ kind, result: "hit" }, counts.hits);
        this.inc({ kind, result: "miss" }, counts.misses);
        this.inc({ kind, result: "direct" }, counts.direct);
      }
    },
  });
  gauge(registry, "latchkey_memory_entries", "What is held in memory.", ["kind"], (set) => {
    for (const [kind, { size }] of memories) set(size, { kind });
  });
  gauge(registry, "latchkey_memory_hit_ratio", "Share of all questions that memory answered.", ["kind"], (set) => {
    for (const [kind, { counts }] of memories) {
      const asked = counts.hits + counts.misses + counts.direct;
      if (asked > 0) set(counts.hits / asked, { kind });
    }
  });
}

function leaseFigures(registry: Registry, { lease, db }: Watched) {
  gauge(registry, "latchkey_lease_held", "1 while memory may decide, else 0.", [], (set) =>
    set(lease.left() > 0 ? 1 : 0),
  );
  gauge(
    registry,
    "latchkey_lease_age_seconds",
    "Time since the lease was last renewed; none without one.",
    [],
    (set) => {
      const ms = lease.age();
      if (ms !== null) set(ms / 1000);
    },
  );
  gauge(
    registry,
    "latchkey_epoch_lag",
    "Committed changes of permissions that this process has not taken in; none without a lease or database.",
    [],
    async (set) => {
      const { taken } = lease;
      const behind = taken === null ? null : await changesBehind(db, taken).catch(() => null);
      if (behind !== null) set(behind);
    },
  );
}

function poolFigure(registry: Registry, { pool }: Watched) {
  gauge(
    registry,
    "latchkey_pool_connections",
    "Connections to the database, and who waits for one.",
    ["state"],
    (set) => {
      set(pool.totalCount - pool.idleCount, { state: "busy" });
      set(pool.idleCount, { state: "idle" });
      set(pool.waitingCount, { state: "waiting" });
    },
  );
}

function auditFigures(registry: Registry, { db }: Watched) {
  gauge(
    registry,
    "latchkey_audit_heads_unsent_seconds",
    "For how long no place outside has taken the heads of the audit chain; after a day changes are paused. None without a database.",
    [],
    async (set) => {
      const seconds = await unsentSeconds(db).catch(() => null);
      if (seconds !== null) set(seconds);
    },
  );
  gauge(
    registry,
    "latchkey_audit_entries_waiting",
    "Audit entries that wait to be sealed; none without a database.",
    [],
    async (set) => {
      const waiting = await waitingEntries(db).catch(() => null);
      if (waiting !== null) set(waiting);
    },
  );
}

type Set<L extends string> = (value: number, labels?: Partial<Record<L, string>>) => void;

/** A figure that is looked up when somebody asks; what is not set then is not told. */
function gauge<L extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: L[],
  look: (set: Set<L>) => void | Promise<void>,
) {
  new Gauge<L>({
    registers: [registry],
    name,
    help,
    labelNames,
    async collect() {
      if (labelNames.length === 0) this.remove();
      else this.reset();
      await look((value, labels = {}) => this.set(labels, value));
    },
  });
}
