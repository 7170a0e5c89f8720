import type { Refusal } from "@/lib/core/refusal";
import { refusalSentence } from "@/lib/core/refusal-sentence";

/** What an API client is told: a status, a stable code and a sentence (semantics 4.2, ruling R23). */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Record<string, string>;
  /** Members that the body of this one problem has besides. */
  readonly more?: Readonly<Record<string, readonly string[]>>;
};

/** Every refusal's status and code on the wire: the only place that knows them. */
export function problemOf(refusal: Refusal): Problem {
  const message = refusalSentence(refusal);
  switch (refusal.kind) {
    case "unauthenticated":
      return unauthorized("Invalid access token");
    case "invalid_input":
    case "link_dead":
      return { status: 400, code: "invalid_request", message };
    case "wrong_password":
    case "password_locked":
    case "not_recognised":
    case "passkey_refused":
    case "proof_too_little":
    case "issuer_proves_nothing":
    case "wrong_code":
    case "codes_locked":
      return unauthorized(message);
    case "forbidden":
    case "makers_only":
    case "beyond_own":
    case "own_rights":
    case "own_factor":
    case "not_yours":
    case "permissions_fixed":
    case "too_many_ceilings":
    case "role_too_high":
    case "reauthentication_needed": // never told to a token: only sessions are asked
      return { status: 403, code: "forbidden", message };
    case "not_found":
      return { status: 404, code: "not_found", message };
    case "patch_failed":
      return { status: 422, code: "patch_failed", message };
    case "emails_refused":
      return { status: 400, code: EMAIL_CODES[refusal.why], message, more: { invalid_emails: refusal.emails } };
    case "changed_since":
      return { status: 409, code: "optimistic_locking_error", message };
    case "expired":
    case "ended_since":
    case "key_taken":
    case "role_in_use":
    case "locks_out":
    case "last_owner":
    case "email_taken":
    case "already_created":
    case "last_factor":
    case "no_passkeys_here":
    case "factor_there":
    case "factor_needed":
    case "already_set_up":
      return { status: 409, code: "conflict", message };
    case "too_many_tries":
      return { status: 429, code: "rate_limited", message, headers: { "retry-after": String(refusal.seconds) } };
    case "changes_held":
      return { status: 503, code: HELD_CODES[refusal.why], message, headers: { "retry-after": "60" } };
    case "busy":
      return { status: 429, code: "rate_limited", message, headers: { "retry-after": "1" } };
  }
}

const HELD_CODES = { heads: "changes_paused", restored: "restore_pending" } as const;

const EMAIL_CODES = {
  here: "email_already_exists_in_account",
  elsewhere: "email_taken_in_different_account",
  twice: "duplicate_emails",
} as const;

/** A 401 says how to come back (RFC 6750), and blames the token only if there was one. */
export function unauthorized(message: string, presented = true): Problem {
  const challenge = `Bearer realm="latchkey"${presented ? ', error="invalid_token"' : ""}`;
  return { status: 401, code: "unauthorized", message, headers: { "www-authenticate": challenge } };
}

export const UNAVAILABLE: Problem = {
  status: 503,
  code: "service_unavailable",
  message: "The database cannot be reached. Try again in a few seconds.",
  headers: { "retry-after": "5" },
};

export const BROKEN: Problem = {
  status: 500,
  code: "internal_service_error",
  message: "Something broke on our side. The id tells the operator where to look.",
};
