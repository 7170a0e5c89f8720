import * as en from "@/components/messages/en";
import type { TokenView } from "@/lib/tokens/view";

type Uses = Pick<TokenView, "telemetryUsedAt" | "gatewayUsedAt">;

/** The later of the two uses that are no calls of the API, and its name; null if there was none (ux 3.1). */
export function otherUse({ telemetryUsedAt, gatewayUsedAt }: Uses): { what: string; at: number } | null {
  const [telemetry, gateway] = [telemetryUsedAt ?? 0, gatewayUsedAt ?? 0];
  const at = Math.max(telemetry, gateway);
  return at === 0 ? null : { what: telemetry >= gateway ? en.tokens.telemetry : en.tokens.gateway, at };
}
