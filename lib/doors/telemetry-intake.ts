import type { Limiter } from "@/lib/limits/limiter";
import { Budget } from "@/lib/telemetry/budget";
import { Collector } from "@/lib/telemetry/collector";
import { HELD_BY_ONE, HELD_MOST } from "@/lib/telemetry/limits";
import type { UsageLedger } from "@/lib/usage/ledger";

/** What a process that takes telemetry has for it. */
export type TelemetryIntake = {
  readonly uses: Pick<UsageLedger, "note" | "noteTry">;
  readonly limiter: Pick<Limiter, "failure">;
  readonly budget: Budget;
  /** Null where telemetry is counted and goes nowhere. */
  readonly collector: Collector | null;
};

type Options = Pick<TelemetryIntake, "uses" | "limiter"> & {
  readonly collectorUrl: string | undefined;
  /** Told when the collector stops answering, and with null when it answers again. */
  readonly onChange: (trouble: string | null) => void;
};

export function openTelemetry({ uses, limiter, collectorUrl, onChange }: Options): TelemetryIntake {
  const collector = collectorUrl === undefined ? null : new Collector(collectorUrl, { onChange });
  return { uses, limiter, budget: new Budget(HELD_MOST, HELD_BY_ONE), collector };
}
