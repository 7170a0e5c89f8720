import { Secret, TOTP } from "otpauth";
import { CODE_DIGITS } from "./limits";

// What every authenticator app does, whatever else it is told (RFC 6238 with its defaults).
const PERIOD_SECONDS = 30;
const STEPS_EITHER_WAY = 1;
const KEY_BYTES = 20;

/** A new key, as long as the digest that it is for (RFC 4226, section 4). */
export const newTotpKey = (): Uint8Array => new Secret({ size: KEY_BYTES }).bytes;

const totpOf = (key: Uint8Array, label = "") =>
  new TOTP({
    issuer: "Latchkey",
    label,
    algorithm: "SHA1",
    digits: CODE_DIGITS,
    period: PERIOD_SECONDS,
    secret: new Secret({ buffer: new Uint8Array(key).buffer }),
  });

/** The address that an app reads from the picture. */
export const totpUri = (key: Uint8Array, email: string): string => totpOf(key, email).toString();

/** A key as people type it: base 32, in fours. */
export const totpKeyText = (key: Uint8Array): string => totpOf(key).secret.base32.replaceAll(/(.{4})(?=.)/g, "$1 ");

/**
 * The 30-second step whose code this is, at most one away from that of `now` (epoch milliseconds), or null. Blanks in the code
 * count for nothing.
 */
export function matchingStep(key: Uint8Array, code: string, now: number): number | null {
  const token = code.replaceAll(/[\s-]/g, "");
  if (!/^[0-9]{6}$/.test(token)) return null;
  const away = totpOf(key).validate({ token, timestamp: now, window: STEPS_EITHER_WAY });
  return away === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + away;
}
