import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { policyInput, roleRefsInput } from "@/lib/roles/input";
import { API_VERSIONS, EXPIRY_MAX, NAME_MAX, NOTE_MAX, RETIRED_MAX } from "./limits";

const note = z
  .string()
  .trim()
  .max(NOTE_MAX, `Keep the note under ${NOTE_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .refine(
    (text) => !looksLikeSecret(text),
    "That's a secret. Keep it out of notes: everyone who can see this token would see it.",
  );

const name = z
  .string()
  .trim()
  .normalize("NFC")
  .max(NAME_MAX, `Keep the name under ${NAME_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

/** What a token declares: one of three forms (semantics 1.2). Roles are named by key or id. */
export const tokenRoleInput = z.discriminatedUnion("source", [
  z.strictObject({ source: z.literal("base"), baseRole: z.enum(TOKEN_ROLES) }),
  z.strictObject({ source: z.literal("custom"), roles: roleRefsInput.min(1, "Choose at least one role.") }),
  z.strictObject({
    source: z.literal("inline"),
    statements: policyInput.refine((all) => all.length > 0, "Write at least one statement."),
  }),
]);
export type TokenRoleInput = z.output<typeof tokenRoleInput>;

const apiVersion = z.literal(API_VERSIONS);
const instant = z.number().int().positive().max(EXPIRY_MAX, "Choose a time before the year 10000.");

/** What may be asked of `createToken`, from either door. `expiresAt` is an instant in epoch milliseconds; null means never. */
export const createTokenInput = z.strictObject({
  name: name.default(""),
  description: note.default(""),
  kind: z.enum(["personal", "service"]).default("personal"),
  role: tokenRoleInput,
  expiresAt: instant.nullable().default(null),
  defaultApiVersion: apiVersion.default(20240415),
});
export type CreateTokenInput = z.output<typeof createTokenInput>;

/** A form's own name, chosen by it at random, by which `createToken` knows it when it is sent again. */
export const onceInput = z.string().regex(/^[0-9a-f]{32}$/, "Load the page again.");

/** What may be asked of `updateToken`: only what is to change. */
export const updateTokenInput = z.strictObject({
  id: z.string().max(24),
  name: name.optional(),
  description: note.optional(),
  role: tokenRoleInput.optional(),
  expiresAt: instant.nullable().optional(),
  defaultApiVersion: apiVersion.optional(),
  paused: z.boolean().optional(),
  comment: z.string().trim().max(NOTE_MAX).refine(isPlainText, "Leave out control characters.").default(""),
  /** What the caller saw of what they change: if it is otherwise by now, nothing is changed. */
  seen: z
    .strictObject({
      name: z.string().max(NAME_MAX),
      description: z.string().max(NOTE_MAX),
      expiresAt: instant.nullable(),
      paused: z.boolean(),
    })
    .partial()
    .optional(),
});
export type UpdateTokenInput = z.output<typeof updateTokenInput>;

/** What may be asked of `findSameName`. */
export const sameNameInput = z.strictObject({ name });

export const tokenIdInput = z.strictObject({ id: z.string().max(24) });

const reason = z
  .string()
  .trim()
  .max(NOTE_MAX, `Keep the reason under ${NOTE_MAX} characters.`)
  .refine(isPlainText, "Leave out control characters.")
  .default("");

export const revokeTokenInput = z.strictObject({ id: z.string().max(24), reason });
export type RevokeTokenInput = z.output<typeof revokeTokenInput>;

/** What may be asked of `pauseToken` and `resumeToken`: one that is already so is refused, since somebody was faster. */
export const pauseTokenInput = revokeTokenInput;
export type PauseTokenInput = RevokeTokenInput;

/**
 * What may be asked of `rotateToken`: `oldUntil` is when the old secret ends, in epoch milliseconds; null ends it at once.
 * `expiresAt` gives the token another end with its new secret, the one way back for one that has expired.
 */
export const rotateTokenInput = z.strictObject({
  id: z.string().max(24),
  oldUntil: z.number().int().nonnegative().max(8.64e15).nullable().default(null),
  expiresAt: instant.nullable().optional(),
});
export type RotateTokenInput = z.output<typeof rotateTokenInput>;

/** What may be asked of `nameCaretaker`: which service token, and the member who looks after it from now on. */
export const nameCaretakerInput = z.strictObject({ id: z.string().max(24), caretakerId: z.string().max(24) });
export type NameCaretakerInput = z.output<typeof nameCaretakerInput>;

/** Which page of which tokens. `showAll` widens the view to everybody's tokens for those who may manage them (ruling R9). */
export type TokenListQuery = { showAll: boolean; limit: number; offset: number };

const fate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("freeze") }),
  z.strictObject({ kind: z.literal("replace"), role: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal("revoke") }),
]);
export type TokenFate = z.output<typeof fate>;

/** What may be asked of `retireRole`: what becomes of each token that has the role, and of those that are not named. */
export const retireRoleInput = z.strictObject({
  role: z.string().min(1).max(64),
  fates: z
    .array(z.strictObject({ id: z.string().max(24), fate }))
    .max(RETIRED_MAX)
    .default([]),
  others: fate.optional(),
  comment: reason,
});
export type RetireRoleInput = z.output<typeof retireRoleInput>;
