import { z } from "zod";

/** What somebody shows besides their password: a code of their authenticator app, or one of their recovery codes. */
export const proofInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("totp"), code: z.string().max(40) }),
  z.strictObject({ kind: z.literal("recovery"), code: z.string().max(80) }),
]);
export type Proof = z.output<typeof proofInput>;

/** The start of setting one up; the password is asked for once more. */
export const beginEnrolmentInput = z.strictObject({ password: z.string().max(256) });
export type BeginEnrolmentInput = z.output<typeof beginEnrolmentInput>;

/** The first code of an app that was just given its key. */
export const confirmEnrolmentInput = z.strictObject({ code: z.string().max(40) });
export type ConfirmEnrolmentInput = z.output<typeof confirmEnrolmentInput>;

/** An act on one's own factor, with a fresh proof of it. */
export const provenInput = z.strictObject({ proof: proofInput });
export type ProvenInput = z.output<typeof provenInput>;
