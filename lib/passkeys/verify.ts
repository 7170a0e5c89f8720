import "server-only";
import type { Assertion, Attestation } from "./input";
import type { WorkingSite } from "./view";

/** What a device that was just shown says of its key. */
export type Shown = { readonly counter: number; readonly backedUp: boolean };

/** A key that a device just made. */
export type MadeKey = Shown & { readonly credentialId: string; readonly publicKey: Buffer };

/** Signatures that are taken: Ed25519, ECDSA on P-256 and RSA with SHA-256, which every device has one of. */
export const ALGORITHMS = [-8, -7, -257];

// Only whoever uses a passkey loads what reads it.
const library = () => import("@simplewebauthn/server");

/** The challenge that a browser says it answers, or null. It is only what was sent: whether it is ours is another question. */
export function challengeIn(clientDataJSON: string): string | null {
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString());
    const challenge = typeof said === "object" && said !== null && "challenge" in said ? said.challenge : null;
    return typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}

/**
 * What a shown passkey proves, or null if nothing: it has to be signed by its key, for this site and this challenge, by somebody
 * who was there and unlocked the device. The counter is for the caller to compare.
 */
export async function verifyAssertion(
  site: WorkingSite,
  { id, userHandle, ...signed }: Assertion,
  challenge: string,
  publicKey: Buffer,
): Promise<Shown | null> {
  const { verifyAuthenticationResponse } = await library();
  return orNull(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: "public-key",
        response: { ...signed, ...(userHandle === undefined ? {} : { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      // The library compares counters before it looks at the signature: a forged answer must not tell of one.
      credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
    });
    const { newCounter: counter, credentialBackedUp: backedUp } = authenticationInfo;
    return verified ? { counter, backedUp } : null;
  });
}

/** The key that a device made for this site and challenge, or null for anything else. */
export async function verifyAttestation(
  site: WorkingSite,
  { id, transports, ...made }: Attestation,
  challenge: string,
): Promise<MadeKey | null> {
  const [{ verifyRegistrationResponse }, { decodeAttestationObject, isoBase64URL }] = await Promise.all([
    library(),
    import("@simplewebauthn/server/helpers"),
  ]);
  return orNull(async () => {
    // No statement of a maker is asked for. A certificate that comes all the same is not read: reading one is work, and a risk.
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(made.attestationObject));
    const bare = attestation.get("fmt") === "none";
    const bySelf = attestation.get("fmt") === "packed" && attestation.get("attStmt").get("x5c") === undefined;
    if (!bare && !bySelf) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, type: "public-key", response: { ...made, transports }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return null;
    const { credential, credentialBackedUp: backedUp } = registrationInfo;
    if (credential.id !== id) return null;
    const publicKey = Buffer.from(credential.publicKey);
    return { credentialId: credential.id, publicKey, counter: credential.counter, backedUp };
  });
}

// The library throws for everything that does not fit; which it was is nobody's business.
async function orNull<T>(verify: () => Promise<T | null>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}
