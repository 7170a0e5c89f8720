import type { BaseRole } from "./base-role";

/** What a refused act may say was not there. */
export type Missing =
  | "access token"
  | "gateway"
  | "custom role"
  | "member"
  | "invitation"
  | "audit entry"
  | "session"
  | "single sign-on"
  | "passkey"
  | "second factor"
  | "page";

/**
 * Every expected way in which an act is refused: one closed union, so that a new kind breaks the build
 * wherever refusals are turned into words or status codes.
 */
export type Refusal =
  /** Nobody, or somebody whose session or token has ended since. */
  | { readonly kind: "unauthenticated" }
  /** The input broke a bound; `fields` maps a field's name to sentences about it. */
  | { readonly kind: "invalid_input"; readonly fields: Readonly<Record<string, readonly string[]>> }
  /** The caller's permissions do not include this action on this resource. */
  | { readonly kind: "forbidden"; readonly action: string; readonly resource: string }
  /** The account's token rules leave the making of such tokens to Admins and Owners, whatever roles say (ruling R12). */
  | { readonly kind: "makers_only"; readonly tokens: "personal" | "service" }
  /** A base role above what the caller may give away (ruling R6). */
  | { readonly kind: "role_too_high"; readonly asked: BaseRole; readonly highest: BaseRole }
  /** Something would be given that the caller does not hold: the first action on the first resource of it (security 3.7). */
  | { readonly kind: "beyond_own"; readonly action: string; readonly resource: string }
  /** A personal token's secret acts for its member: nobody else is given a new one (ruling R8). */
  | { readonly kind: "not_yours" }
  /** The token has expired, and its act would be in vain. */
  | { readonly kind: "expired" }
  /** Somebody ended the token for good; told in the console alone, to whoever may see it (ruling R19). `by` is null where the log does not say. */
  | { readonly kind: "ended_since"; readonly by: string | null; readonly reason: string | null }
  /** The permissions of a service token are never edited (ruling R10). */
  | { readonly kind: "permissions_fixed" }
  /** The token would have to be held to more makers than one token can carry. */
  | { readonly kind: "too_many_ceilings" }
  /** The caller would lose the right to edit the role by saving it. */
  | { readonly kind: "locks_out"; readonly role: string }
  /** Another living role has this key, perhaps in other letters of case. */
  | { readonly kind: "key_taken"; readonly key: string }
  /**
   * Members or tokens have the role still; deleting it takes the word that this is known (ruling R13). `holders` names
   * some of those whom the caller may see.
   */
  | {
      readonly kind: "role_in_use";
      readonly members: number;
      readonly tokens: number;
      readonly holders: readonly string[];
    }
  /** Somebody else saved it since it was read. */
  | { readonly kind: "changed_since"; readonly what: Missing }
  /** A patch asks for something of a place where there is nothing, or its test fails. */
  | { readonly kind: "patch_failed"; readonly path: string; readonly why: "nothing_there" | "test_failed" }
  /** Not there, or outside the caller's view: the two are never told apart (ruling R9). */
  | { readonly kind: "not_found"; readonly what: Missing }
  /** One's own second factor is changed with a proof of it; a reset is for somebody else's. */
  | { readonly kind: "own_factor" }
  /** The account would be left without an Owner. */
  | { readonly kind: "last_owner" }
  /** Another living member has this address. */
  | { readonly kind: "email_taken"; readonly email: string }
  /** Of several invitations these addresses belong to members, here or elsewhere, or were given twice: none was made. */
  | {
      readonly kind: "emails_refused";
      readonly why: "here" | "elsewhere" | "twice";
      readonly emails: readonly string[];
    }
  /** Where many members are changed at once, the one who changes them is left out. */
  | { readonly kind: "own_rights" }
  /** The form that is sent made its token before, and the answer was lost on its way. */
  | { readonly kind: "already_created"; readonly id: string }
  /** Somebody set the account up first. */
  | { readonly kind: "already_set_up" }
  /** An invitation, reset or set-up link that is unknown, used or too old: never told apart. */
  | { readonly kind: "link_dead" }
  /** The address and the password do not belong together; also the answer for an unknown address. */
  | { readonly kind: "wrong_password" }
  /** An issuer's word that fits no member: unknown, not verified, removed, not joined, bound to another: never told apart. */
  | { readonly kind: "not_recognised" }
  /** A passkey that proves nothing here: unknown, removed, another site's, too late, used before or wrongly signed are never told apart. */
  | { readonly kind: "passkey_refused" }
  /** It is the member's last factor, and their account requires one. */
  | { readonly kind: "last_factor" }
  /** The server has no address at which passkeys work. */
  | { readonly kind: "no_passkeys_here" }
  /** The act takes a proof of who is at the console that is younger than this session's. */
  | { readonly kind: "reauthentication_needed" }
  /** It is less than signing in asks of this member: a password without the code that goes with it. */
  | { readonly kind: "proof_too_little" }
  /**
   * An issuer's word that does not prove who is at the session: it took too long or was used before; it is about somebody else; it does
   * not say when they signed in there, or that is too long ago; or the member's second factor is missing.
   */
  | { readonly kind: "issuer_proves_nothing"; readonly why: "late" | "somebody_else" | "no_time" | "old" | "no_factor" }
  /** A code that is wrong, too old, or was taken once already: never told apart. */
  | { readonly kind: "wrong_code" }
  /** So many wrong codes in a row that none is looked at any more; a recovery code still is. */
  | { readonly kind: "codes_locked" }
  /** The member has an app already that another would be added to, or any factor where a first one would be. */
  | { readonly kind: "factor_there" }
  /** Only whoever has a second factor may require one of everybody. */
  | { readonly kind: "factor_needed" }
  /** Too many wrong passwords in a row: none is looked at until a new one is set. Also the answer for an unknown address. */
  | { readonly kind: "password_locked" }
  /** Throttled; `seconds` until the next try is looked at. */
  | { readonly kind: "too_many_tries"; readonly seconds: number }
  /** No change is made for now: nobody takes the log's heads any more, or the database was restored (security 6 F7, 3.16). */
  | { readonly kind: "changes_held"; readonly why: "heads" | "restored" }
  /** Too much password work at once on this process. */
  | { readonly kind: "busy" };
