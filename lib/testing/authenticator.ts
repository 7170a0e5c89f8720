import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { Assertion, Attestation } from "@/lib/passkeys/input";

/** How an answer differs from an honest one. */
export type Bent = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string | null;
  readonly id?: string;
  readonly signedBy?: KeyObject;
  readonly fmt?: string;
};

const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

/** A device with one passkey (ES256), made and shown as the standard has it, or bent in one point. It counts unless told not to. */
export class Authenticator {
  readonly id = randomBytes(20).toString("base64url");
  readonly #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly #origin: string;
  readonly #counts: boolean;
  #counter = 0;
  #userHandle = "";

  constructor(origin: string, { counts = true } = {}) {
    this.#origin = origin;
    this.#counts = counts;
  }

  get privateKey(): KeyObject {
    return this.#keys.privateKey;
  }

  /** Makes the passkey. */
  create({ challenge, rp, user }: PublicKeyCredentialCreationOptionsJSON, bent: Bent = {}): Attestation {
    this.#userHandle = user.id;
    const id = Buffer.from(this.id, "base64url");
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    const made = Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
    const authData = Buffer.concat([this.#head(rp.id ?? "", AT, bent), made]);
    const attestationObject = map([
      [text("fmt"), text(bent.fmt ?? "none")],
      [text("attStmt"), map([])],
      [text("authData"), bytes(authData)],
    ]);
    return {
      id: bent.id ?? this.id,
      clientDataJSON: this.#clientData("webauthn.create", challenge, bent),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal"],
    };
  }

  /** Shows it. */
  get({ challenge, rpId }: PublicKeyCredentialRequestOptionsJSON, bent: Bent = {}): Assertion {
    if (this.#counts) this.#counter++;
    const authData = this.#head(rpId ?? "", 0, bent);
    const clientDataJSON = this.#clientData("webauthn.get", challenge, bent);
    const signed = Buffer.concat([authData, sha256(Buffer.from(clientDataJSON, "base64url"))]);
    const userHandle = bent.userHandle === undefined ? this.#userHandle : bent.userHandle;
    return {
      id: bent.id ?? this.id,
      clientDataJSON,
      authenticatorData: authData.toString("base64url"),
      signature: sign("sha256", signed, bent.signedBy ?? this.#keys.privateKey).toString("base64url"),
      ...(userHandle === null ? {} : { userHandle }),
    };
  }

  #head(rpId: string, more: number, { rpId: otherId, flags = UP | UV, counter = this.#counter }: Bent): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(Buffer.from(otherId ?? rpId)), Buffer.from([flags | more]), count]);
  }

  #clientData(type: string, challenge: string, bent: Bent): string {
    const said = {
      type: bent.type ?? type,
      challenge: bent.challenge ?? challenge,
      origin: bent.origin ?? this.#origin,
    };
    return Buffer.from(JSON.stringify({ ...said, crossOrigin: false })).toString("base64url");
  }

  #coseKey(): Buffer {
    const { x = "", y = "" } = this.#keys.publicKey.export({ format: "jwk" });
    return map([
      [int(1), int(2)],
      [int(3), int(-7)],
      [int(-1), int(1)],
      [int(-2), bytes(Buffer.from(x, "base64url"))],
      [int(-3), bytes(Buffer.from(y, "base64url"))],
    ]);
  }
}

const sha256 = (data: Buffer) => createHash("sha256").update(data).digest();

// As much of CBOR (RFC 8949) as a device writes.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}
const int = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (data: Buffer) => Buffer.concat([head(2, data.length), data]);
const text = (said: string) => Buffer.concat([head(3, Buffer.byteLength(said)), Buffer.from(said)]);
const map = (pairs: readonly (readonly [Buffer, Buffer])[]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
