import * as en from "@/components/messages/en";
import type { TokenView } from "@/lib/tokens/view";

type Uses = Pick<TokenView, "telemetryUsedAt" | "gatewayUsedAt">;

/** A use that is no call of the API: what it was, and the same in a word for where there is little room. */
export type OtherUse = { what: string; short: string; at: number };

/** The later of the two kinds of such uses; null if there was none (ux 3.1). */
export function otherUse({ telemetryUsedAt, gatewayUsedAt }: Uses): OtherUse | null {
  const [telemetry, gateway] = [telemetryUsedAt ?? 0, gatewayUsedAt ?? 0];
  const at = Math.max(telemetry, gateway);
  if (at === 0) return null;
  const { telemetry: sent, gateway: what, gatewayShort: short } = en.tokens;
  return telemetry >= gateway ? { what: sent, short: sent, at } : { what, short, at };
}
