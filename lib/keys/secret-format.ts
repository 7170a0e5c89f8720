import { randomBytes } from "node:crypto";
import { crc32 } from "node:zlib";
import { PlainSecret } from "@/lib/core/plain-secret";

// Frozen: change a prefix or the alphabet and every secret in the world stops working (security 3.1).
export const SECRET_PREFIXES = { personal: "lkp_", service: "lks_", gateway: "lkg_", link: "lki_" } as const;
export type SecretKind = keyof typeof SECRET_PREFIXES;

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BODY = 43;
const CHECK = 6;
/** Of every secret. */
export const SECRET_LENGTH = 4 + BODY + CHECK;
const FORM = /^lk[psgi]_[0-9A-Za-z]{43}[0-4][0-9A-Za-z]{5}$/;
// The largest multiple of 62 below 256: bytes from here on are thrown away, so that no character is likelier.
const FAIR = 248;
/** So many bytes at a time that one draw is as good as always enough. */
const DRAWN = 64;

/** A new secret: 256 random bits under a prefix that tells its kind and a checksum that tells a typo. */
export function mintSecret(kind: SecretKind): PlainSecret {
  const unchecked = SECRET_PREFIXES[kind] + randomBody();
  return new PlainSecret(unchecked + checkOf(unchecked));
}

/** The kind of a presented text that is a well-formed secret, or null: nothing else is worth a look-up. */
export function secretKind(text: string): SecretKind | null {
  if (text.length !== SECRET_LENGTH || !FORM.test(text)) return null;
  if (checkOf(text.slice(0, SECRET_LENGTH - CHECK)) !== text.slice(SECRET_LENGTH - CHECK)) return null;
  return KINDS.get(text.slice(0, 4)) ?? null;
}

const KINDS = new Map<string, SecretKind>(
  Object.entries(SECRET_PREFIXES).map(([kind, prefix]) => [prefix, kind as SecretKind]),
);

/** The last four characters, by which people tell secrets apart; they are checksum, not secret (security 3.4). */
export function secretTail(secret: PlainSecret): string {
  return secret.reveal().slice(-4);
}

/** Six base-62 digits of the CRC-32 of prefix and body. It proves nothing; it catches typos without a query. */
export function checkOf(prefixAndBody: string): string {
  let rest = crc32(prefixAndBody);
  let digits = "";
  for (let i = 0; i < CHECK; i++) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

function randomBody(): string {
  let body = "";
  while (body.length < BODY) {
    for (const byte of randomBytes(DRAWN)) {
      if (byte < FAIR && body.length < BODY) body += ALPHABET.charAt(byte % 62);
    }
  }
  return body;
}
