import type { AffectedToken } from "@/lib/members/view";

type Used = Pick<AffectedToken, "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt">;

const DAY_MS = 86_400_000;

/** The latest use of any kind; 0 for none. */
function usedAt({ lastUsedAt, telemetryUsedAt, gatewayUsedAt }: Used): number {
  return Math.max(lastUsedAt ?? 0, telemetryUsedAt ?? 0, gatewayUsedAt ?? 0);
}

/** Whether something surely depends on the token today. */
export function usedToday(token: Used, now: number): boolean {
  return now - usedAt(token) < DAY_MS;
}

/** Those that lose something first, recently used ones before others. */
export function losingFirst(tokens: readonly AffectedToken[]): AffectedToken[] {
  return [...tokens].sort((a, b) => Number(b.lost > 0) - Number(a.lost > 0) || usedAt(b) - usedAt(a));
}
