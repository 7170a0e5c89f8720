import { secretKind } from "@/lib/keys/secret-format";
import type { Limiter } from "@/lib/limits/limiter";
import { networkOf } from "@/lib/sessions/network";

/** One secret more that does not work, from that address: for how many seconds its sender has to wait, if it has to. */
export function failedTry(limiter: Pick<Limiter, "failure">, address: string | null, secret: string): number | null {
  if (address === null) return null;
  const wait = limiter.failure(networkOf(address), secretKind(secret) === null ? "malformed" : "unknown");
  return wait === null ? null : Math.max(1, Math.ceil(wait / 1000));
}
