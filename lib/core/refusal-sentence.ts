import type { BaseRole } from "./base-role";
import type { Refusal } from "./refusal";
import { roleName } from "./role-name";

export { roleName } from "./role-name";

const PATCH_FAILURES = { nothing_there: "There is nothing there.", test_failed: "The test does not hold." } as const;
const EMAIL_REFUSALS = {
  here: "Members of this account already:",
  elsewhere: "Members of another account already:",
  twice: "Given more than once:",
} as const;

const ISSUER_PROVES_NOTHING = {
  late: "That took too long, or was used before. Try again.",
  somebody_else: "You signed in there as somebody else. Sign in there as who you are here.",
  no_time: "Single sign-on didn't say when you signed in there. Use another way, or sign out and in again.",
  old: "Single sign-on didn't ask you to sign in anew. Use another way, or sign out and in again.",
  no_factor:
    "Single sign-on didn't ask for a second factor, and you have one here. Use another way, or sign out and in again.",
} as const;

const STILL = "Revoking, pausing and removing still work. Ask whoever runs Latchkey";
const HELD = {
  heads: `Changes are paused, because the audit log can't be vouched for outside the server. ${STILL} to look at what latchkey doctor says.`,
  restored: `Changes are paused, because an older backup was restored. ${STILL} to run latchkey audit accept-restore.`,
} as const;

/** A refusal in words, for people and for API clients alike: what was refused, and what to do next. */
export function refusalSentence(refusal: Refusal): string {
  switch (refusal.kind) {
    case "unauthenticated":
      return "Sign in to go on.";
    case "invalid_input":
      return invalidSentence(refusal.fields);
    case "forbidden":
      return `This needs the action ${refusal.action} on ${refusal.resource}. Ask an Admin or Owner.`;
    case "makers_only":
      return `Token rules don't allow this: only Admins and Owners create ${refusal.tokens} tokens. Ask one of them.`;
    case "role_too_high":
      return tooHighSentence(refusal);
    case "beyond_own":
      return `You can't give what you don't have: ${refusal.action} on ${refusal.resource}. Leave it out, or ask an Admin or Owner.`;
    case "not_yours":
      return "Only the member it acts for can rotate a personal token. You can revoke it if it must not work any more.";
    case "expired":
      return "This token has expired. Give a personal token a new expiry; make another service token.";
    case "ended_since":
      return endedSentence(refusal);
    case "permissions_fixed":
      return "A service token's permissions are fixed when it is created. Make another one with the permissions you need.";
    case "too_many_ceilings":
      return "Too many tokens, or too long policies, stand behind this token. Make a new one in the console.";
    case "locks_out":
      return `Saving this would take away your own right to edit the role ${refusal.role}. Ask an Owner to save it.`;
    case "key_taken":
      return `Another role has the key ${refusal.key} already. Choose another key.`;
    case "role_in_use":
      return inUseSentence(refusal);
    case "changed_since":
      return `Somebody saved this ${refusal.what} since you opened it. Compare before you save yours.`;
    case "patch_failed":
      return `Unprocessable entity. Could not apply patch. ${refusal.path}: ${PATCH_FAILURES[refusal.why]}`;
    case "not_found":
      return `There is no such ${refusal.what}.`;
    case "last_owner":
      return "An account needs an Owner. Make somebody else Owner first.";
    case "email_taken":
      return `${refusal.email} belongs to a member already.`;
    case "emails_refused":
      return `${EMAIL_REFUSALS[refusal.why]} ${refusal.emails.join(", ")}. Nobody was invited.`;
    case "own_rights":
      return "You can't change your own rights together with others'. Ask another Admin or Owner.";
    case "own_factor":
      return "Your own second factor is changed under Your account. If you lost it, ask another Admin or Owner.";
    case "already_created":
      return "This token was already created. Its secret can't be shown again; rotate it to get a new one.";
    case "already_set_up":
      return "Latchkey is set up already. Sign in instead.";
    case "link_dead":
      return "This link doesn't work any more. Ask for a new one.";
    case "wrong_password":
      return "That e-mail and password don't match an account.";
    case "not_recognised":
      return "Nobody here matches that sign-in. Ask an Admin for an invitation to your address there.";
    case "passkey_refused":
      return "That passkey can't be used here. Try again, or use another way.";
    case "last_factor":
      return "Your account requires a second factor, and this is your last one. Add another first.";
    case "no_passkeys_here":
      return "Passkeys don't work at the address that this server was given. Whoever runs it can give it one with https.";
    case "reauthentication_needed":
      return "Confirm it's you to do this: it's a while since you signed in.";
    case "proof_too_little":
      return "That alone doesn't sign you in any more. Close this and try again.";
    case "issuer_proves_nothing":
      return ISSUER_PROVES_NOTHING[refusal.why];
    case "wrong_code":
      return "That code isn't right, or was used before. Enter a new one.";
    case "codes_locked":
      return "Too many wrong codes in a row. Use a recovery code, or ask an Admin or Owner to reset your second factor.";
    case "factor_there":
      return "You have a second factor already. Change it under Your account.";
    case "factor_needed":
      return "Set up a second factor of your own first, under Your account: this would lock you out.";
    case "password_locked":
      return "A hundred wrong passwords in a row: none is looked at any more. Ask whoever runs this server for a reset link.";
    case "too_many_tries":
      return `Too many tries. You can go on in ${refusal.seconds} seconds.`;
    case "changes_held":
      return HELD[refusal.why];
    case "busy":
      return "Too many sign-ins at once. Try again in a moment.";
  }
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

function endedSentence({ by, reason }: Extract<Refusal, { kind: "ended_since" }>): string {
  const told = by === null ? "This token was ended in the meantime." : `${by} ended this token in the meantime.`;
  return `${told}${reason ? ` Reason: “${reason}”.` : ""} Nothing more can be done to it.`;
}

function inUseSentence({ members, tokens, holders }: Extract<Refusal, { kind: "role_in_use" }>): string {
  const others = members + tokens - holders.length;
  const named = holders.length === 0 ? "" : ` (${holders.join(", ")}${others > 0 ? ` and ${others} more` : ""})`;
  return `The role is in use by ${counted(members, "member")} and ${counted(tokens, "token")}${named}. Take it off them first.`;
}

function invalidSentence(fields: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(fields)
    .map(([name, sentences]) => `${name}: ${sentences.join(" ")}`)
    .join(" ");
}

function tooHighSentence({ asked, highest }: { asked: BaseRole; highest: BaseRole }): string {
  const most =
    highest === "no_access" ? "You can't give any role." : `The highest you can give is ${roleName(highest)}.`;
  return `${roleName(asked)} is above your own role. ${most}`;
}
