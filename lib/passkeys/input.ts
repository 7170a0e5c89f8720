import { z } from "zod";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { PASSKEY_NAME_MAX } from "./limits";

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

const credentialId = base64url(1364); // 1023 bytes, as the standard bounds it

/** What a browser answers with a passkey that is there: the parts of it that are signed, and what tells whose it is. */
export const assertionInput = z.strictObject({
  id: credentialId,
  clientDataJSON: base64url(4000),
  authenticatorData: base64url(4000),
  signature: base64url(4000),
  userHandle: base64url(100).optional(),
});
export type Assertion = z.output<typeof assertionInput>;

/** What a browser answers with a passkey that it just made. */
export const attestationInput = z.strictObject({
  id: credentialId,
  clientDataJSON: base64url(4000),
  attestationObject: base64url(12_000),
  transports: z.array(z.string().regex(/^[a-z0-9-]{1,32}$/)).max(10),
});
export type Attestation = z.output<typeof attestationInput>;

const name = z
  .string()
  .trim()
  .normalize("NFC")
  .min(1, "Give the passkey a name.")
  .max(PASSKEY_NAME_MAX, `Keep the name under ${PASSKEY_NAME_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

/** The start of adding one, already under the name that it will have. */
export const beginPasskeyInput = z.strictObject({ name });

/** The start of adding one as the first second factor; the password is asked for once more. */
export const beginFirstPasskeyInput = z.strictObject({ password: z.string().max(256) });
export type BeginFirstPasskeyInput = z.output<typeof beginFirstPasskeyInput>;

export const addPasskeyInput = z.strictObject({ name, attestation: attestationInput });
export type AddPasskeyInput = z.output<typeof addPasskeyInput>;

export const renamePasskeyInput = z.strictObject({ id: z.string().max(24), name });
export type RenamePasskeyInput = z.output<typeof renamePasskeyInput>;

export const removePasskeyInput = z.strictObject({ id: z.string().max(24) });
export type RemovePasskeyInput = z.output<typeof removePasskeyInput>;

const csrfToken = z.string().min(32).max(128);

/** The same as a visitor's form sends it, with what next-auth takes of it for itself; its token was held against the cookie before. */
export const passkeySignInInput = z.object({ ...assertionInput.shape, csrfToken });

/** A browser that asks for a question to answer before anybody is signed in, by the token that its form is sent with. */
export const beginPasskeySignInInput = z.strictObject({ csrfToken });
