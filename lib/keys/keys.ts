import { createHmac, createPrivateKey, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { PlainSecret } from "@/lib/core/plain-secret";
import { processSlot } from "@/lib/core/process-slot";

/** Everything derived from the master secret, each for one purpose (ruling R16). */
export type Keys = {
  /** Under which token digests are made. */
  readonly tokenPepper: KeyObject;
  /** Under which digests of links and session ids are made. */
  readonly linkPepper: KeyObject;
  /** With which next-auth seals its cookie. */
  readonly session: string;
  /** Under which throttle counters are named. */
  readonly throttle: Buffer;
  /** Under which challenges for passkeys are made. */
  readonly passkeyChallenge: KeyObject;
  /** With which the keys of authenticator apps are sealed. */
  readonly factorSeal: KeyObject;
  /** Under which digests of recovery codes are made. */
  readonly recoveryPepper: KeyObject;
  /** Under which each audit entry is signed as it is written. */
  readonly auditEntry: KeyObject;
  /** Under which audit entries are linked to a chain. */
  readonly auditChain: KeyObject;
  /** Ed25519: with which heads of the chain are signed that leave the database. */
  readonly auditHead: KeyObject;
  /** Stored in the database, to notice a changed master secret. */
  readonly check: Buffer;
};

/** The pepper that new digests are made under; the column `key_id` names it. */
export const PEPPER_ID = 1;

/** Derives every key from one master secret of at least 32 bytes, by HKDF-SHA-256 with a label each. */
export function deriveKeys(master: Buffer): Keys {
  const derive = (label: string) => Buffer.from(hkdfSync("sha256", master, "", `latchkey.${label}.v1`, 32));
  return {
    tokenPepper: createSecretKey(derive("token-pepper")),
    linkPepper: createSecretKey(derive("link-pepper")),
    session: derive("session").toString("base64url"),
    throttle: derive("throttle"),
    passkeyChallenge: createSecretKey(derive("passkey-challenge")),
    factorSeal: createSecretKey(derive("factor-seal")),
    recoveryPepper: createSecretKey(derive("recovery-pepper")),
    auditEntry: createSecretKey(derive("audit-entry")),
    auditChain: createSecretKey(derive("audit-chain")),
    auditHead: ed25519(derive("audit-head")),
    check: derive("check"),
  };
}

/** A private key in the form of RFC 8410: 32 bytes behind what says that they are one. */
function ed25519(seed: Buffer): KeyObject {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** What is stored of a token's secret: HMAC-SHA-256 under the pepper (security 3.2). */
export function tokenDigest(pepper: KeyObject, secret: PlainSecret | string): Buffer {
  return keyedDigest(pepper, "latchkey.token.v1", secret);
}

/** What is stored of a link's code or a session's id. */
export function linkDigest(pepper: KeyObject, secret: PlainSecret | string): Buffer {
  return keyedDigest(pepper, "latchkey.link.v1", secret);
}

/** What is stored of a recovery code: of two members' equal codes nothing equal is. */
export function recoveryDigest(pepper: KeyObject, memberId: string, code: PlainSecret): Buffer {
  return keyedDigest(pepper, `latchkey.recovery.v1\0${memberId}`, code);
}

function keyedDigest(pepper: KeyObject, purpose: string, secret: PlainSecret | string): Buffer {
  const text = typeof secret === "string" ? secret : secret.reveal();
  return createHmac("sha256", pepper).update(`${purpose}\0${text}`).digest();
}

const slot = processSlot<Keys>("keys");
export const setKeys = slot.set;
/** The keys of this process; throws before start-up has set them. */
export const getKeys = slot.get;
