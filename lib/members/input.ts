import { z } from "zod";
import { BASE_PERMISSIONS, BASE_ROLES } from "@/lib/core/base-role";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { policyInput, roleAttributesInput, roleRefsInput } from "@/lib/roles/input";
import { INVITATIONS_MAX } from "./limits";

/** Single-factor minimum (NIST SP 800-63B-4; security 3.9). */
export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

const ADDRESS =
  /^[^\s@"',;<>()[\]\\:]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/** An e-mail address: NFKC first, then checked, so that no look-alike splits it (security 3.9). */
export const emailInput = z
  .string()
  .max(254, "Keep the address under 254 characters.")
  .transform((text) => text.normalize("NFKC").trim())
  .refine(
    (text) => ADDRESS.test(text) && isPlainText(text) && !looksLikeSecret(text),
    "Enter an e-mail address, like priya@acme.example.",
  );

export const passwordInput = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `Keep the password under ${PASSWORD_MAX} characters.`);

const label = (what: string, max: number) =>
  z
    .string()
    .trim()
    .normalize("NFC")
    .min(1, `Enter ${what}.`)
    .max(max, `Keep it under ${max} characters.`)
    .refine(isPlainText, "Leave out control characters.")
    .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

export const personName = label("a name", 100);

/** Set-up: the one-time code of the printed link, the account and its first Owner. */
export const setUpInput = z.strictObject({
  code: z.string().max(100),
  accountName: label("a name for the account", 100),
  name: personName,
  email: emailInput,
  password: passwordInput,
});
export type SetUpInput = z.output<typeof setUpInput>;

/** An invitation; the invited person names themselves when they accept it. */
export const inviteInput = z.strictObject({
  email: emailInput,
  baseRole: z.enum(BASE_ROLES),
  roles: roleRefsInput.optional(),
  roleAttributes: roleAttributesInput.optional(),
});
export type InviteInput = z.output<typeof inviteInput>;

const partOfName = z
  .string()
  .trim()
  .normalize("NFC")
  .max(100, "Keep it under 100 characters.")
  .refine(isPlainText, "Leave out control characters.")
  .refine((text) => !looksLikeSecret(text), "That's a secret. Don't use it as a name.");

/** One invitation of several. With a password the member has joined, and no link is made. */
export const newMemberInput = inviteInput.extend({
  firstName: partOfName.default(""),
  lastName: partOfName.default(""),
  password: passwordInput.optional(),
});
export type NewMemberInput = z.output<typeof newMemberInput>;

/** What an invited person, or one with a reset link, sends back; `name` only counts for an invitation. */
export const acceptLinkInput = z.strictObject({
  code: z.string().max(100),
  name: personName.optional(),
  password: passwordInput,
});
export type AcceptLinkInput = z.output<typeof acceptLinkInput>;

/** The mark of the effects that somebody was shown: if by now something else would happen, they are asked again. */
const effectsMark = z.string().max(64);

/** What may be asked of `updateMember`: only what is to change. Custom roles are named by key or id. */
export const updateMemberInput = z.strictObject({
  id: z.string().max(24),
  baseRole: z.enum(BASE_ROLES).optional(),
  roles: roleRefsInput.optional(),
  roleAttributes: roleAttributesInput.optional(),
  comment: z.string().trim().max(500).refine(isPlainText, "Leave out control characters.").optional(),
  seen: effectsMark.optional(),
});
export type UpdateMemberInput = z.output<typeof updateMemberInput>;

/** When a member was last seen: never, or not since an instant in epoch milliseconds. */
export type LastSeen = { readonly never: boolean; readonly before: number | null };

/** What a member of a list must be; of several values one is enough. `role` is a base role or a custom role's key or id. */
export type MemberCondition =
  | { readonly field: "query" | "role" | "id" | "email"; readonly values: readonly string[] }
  | { readonly field: "lastSeen"; readonly is: LastSeen }
  | { readonly field: "nobody" };

export const MEMBER_SORTS = ["displayName", "lastSeen"] as const;
export type MemberSort = { readonly by: (typeof MEMBER_SORTS)[number]; readonly descending: boolean };

/** Which page of which members: all conditions must hold. */
export type MemberListQuery = {
  readonly conditions: readonly MemberCondition[];
  readonly sort: readonly MemberSort[];
  readonly limit: number;
  readonly offset: number;
};

export const memberIdInput = z.strictObject({ id: z.string().max(24) });

/** A removal. `heirId` is the member who looks after the service tokens that the one who leaves looked after. */
export const removeMemberInput = z.strictObject({
  id: z.string().max(24),
  heirId: z.string().max(24).nullable().default(null),
  seen: effectsMark.optional(),
});
export type RemoveMemberInput = z.output<typeof removeMemberInput>;

/** Which member's sessions end: one, or all (`null`). */
export const endSessionsInput = z.strictObject({
  id: z.string().max(24),
  sessionId: z.string().max(24).nullable().default(null),
});
export type EndSessionsInput = z.output<typeof endSessionsInput>;

/** Several invitations with the same rights, as somebody wrote the addresses down. */
export const inviteEachInput = z.strictObject({
  emails: z
    .array(z.string().max(254))
    .min(1, "Enter an e-mail address.")
    .max(INVITATIONS_MAX, `Invite at most ${INVITATIONS_MAX} at once.`),
  baseRole: z.enum(BASE_ROLES),
  roles: roleRefsInput.default([]),
  roleAttributes: roleAttributesInput.default({}),
});
export type InviteEachInput = z.output<typeof inviteEachInput>;

/** Who becomes Owner in the place of the one who asks. */
export const passOwnershipInput = z.strictObject({ id: z.string().max(24) });

export const renameSelfInput = z.strictObject({ name: personName });
export type RenameSelfInput = z.output<typeof renameSelfInput>;

export const changePasswordInput = z.strictObject({ current: z.string().max(PASSWORD_MAX), next: passwordInput });
export type ChangePasswordInput = z.output<typeof changePasswordInput>;

/** Which member, and what would be theirs; null for a removal. */
export const memberEffectsInput = z.strictObject({
  id: z.string().max(24),
  change: updateMemberInput.omit({ id: true, comment: true, seen: true }).nullable(),
});
export type MemberEffectsInput = z.output<typeof memberEffectsInput>;

/** What an edit of a role would be: for a look at what it does, before it is done. */
export const roleEffectsInput = z.strictObject({
  role: z.string().max(64),
  policy: policyInput,
  basePermissions: z.enum(BASE_PERMISSIONS),
});
export type RoleEffectsInput = z.output<typeof roleEffectsInput>;
