import "server-only";
import { createPublicKey, sign, verify } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "@/lib/core/canonical-json";
import { getKeys } from "@/lib/keys/keys";

/** The end of an account's chain at an instant: so many entries there were, and this was the last one's link. */
export type Head = {
  readonly account: string;
  readonly seq: number;
  /** In hexadecimal. */
  readonly mac: string;
  /** By the database's clock, in ISO 8601. */
  readonly at: string;
};

const line = z.strictObject({
  v: z.literal(1),
  account: z.string().max(100),
  seq: z.int().min(1),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.string().max(100),
});

const LINE_MAX = 1_000;

/** The head as a line of JSON that tells whoever has the public key that it was said by this installation. */
export function signedHead(head: Head): string {
  const signature = sign(null, messageOf(head), getKeys().auditHead).toString("base64url");
  return canonicalJson({ v: 1, ...head, signature });
}

/** The head that a line says, or null if this installation did not say it. */
export function readSignedHead(text: string): Head | null {
  if (text.length > LINE_MAX) return null;
  const parsed = line.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  const { v: _, signature, ...head } = parsed.data;
  const signed = verify(
    null,
    messageOf(head),
    createPublicKey(getKeys().auditHead),
    Buffer.from(signature, "base64url"),
  );
  return signed ? head : null;
}

/** By which heads can be checked without any secret: Ed25519, in PEM. */
export function headKey(): string {
  return createPublicKey(getKeys().auditHead).export({ type: "spki", format: "pem" }).toString();
}

const messageOf = ({ account, seq, mac, at }: Head) =>
  Buffer.from(`latchkey.audit.head.v1\n${canonicalJson({ account, seq, mac, at })}`);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
