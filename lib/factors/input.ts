import { z } from "zod";
import { assertionInput } from "@/lib/passkeys/input";

const totp = z.strictObject({ kind: z.literal("totp"), code: z.string().max(40) });
const recovery = z.strictObject({ kind: z.literal("recovery"), code: z.string().max(80) });
const passkey = z.strictObject({ kind: z.literal("passkey"), assertion: assertionInput });

/** A code of somebody's authenticator app, or one of their recovery codes. */
export const codeInput = z.discriminatedUnion("kind", [totp, recovery]);
export type Code = z.output<typeof codeInput>;

/** What somebody shows besides their password: a code, or a passkey. */
export const proofInput = z.discriminatedUnion("kind", [totp, recovery, passkey]);
export type Proof = z.output<typeof proofInput>;

/** The start of setting one up; the password is asked for once more. */
export const beginEnrolmentInput = z.strictObject({ password: z.string().max(256) });
export type BeginEnrolmentInput = z.output<typeof beginEnrolmentInput>;

/** The first code of an app that was just given its key. */
export const confirmEnrolmentInput = z.strictObject({ code: z.string().max(40) });
export type ConfirmEnrolmentInput = z.output<typeof confirmEnrolmentInput>;

/** An act on one's own factor, with a fresh code of it. */
export const provenInput = z.strictObject({ proof: codeInput });
export type ProvenInput = z.output<typeof provenInput>;
