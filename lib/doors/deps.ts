import type { Authority } from "@/lib/authority/authority";
import type { Db } from "@/lib/db/client";
import type { FoundGateway } from "@/lib/gateways/find-gateway";
import type { Lease } from "@/lib/leases/lease";
import type { Limiter } from "@/lib/limits/limiter";
import type { NoteUse } from "./note-use";
import type { TelemetryIntake } from "./telemetry-intake";

/** What the doors need of their process. */
export type DoorDependencies = {
  readonly db: Db;
  readonly authority: Authority;
  /** Costs no I/O. */
  readonly note: NoteUse;
  /** Absent in a process that takes no telemetry. */
  readonly telemetry?: TelemetryIntake;
  /** Makes whoever tries secrets that do not work wait, where it is not a gateway that asks. */
  readonly limiter?: Pick<Limiter, "failure">;
  /** Counts a question of a gateway, where somebody reads the counts. Costs no I/O. */
  readonly noteCall?: (gateway: FoundGateway) => void;
  /** Absent in a process whose answers nobody may keep. */
  readonly lease?: Lease;
  readonly onError: (error: unknown) => void;
};
