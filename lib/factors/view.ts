import type { Proof } from "./input";

/** Which proofs a member can show. */
export type ProofKind = Proof["kind"];

/** How far a browser has come in signing in. */
export type SignInStep =
  | { readonly at: "nobody" | "member" | "enrolment" }
  | { readonly at: "proof"; readonly email: string; readonly kinds: readonly ProofKind[] };

/** A member's own second factor: since when in epoch milliseconds, and how many recovery codes are left. */
export type FactorState = { readonly since: number | null; readonly recoveryCodes: number };

/** A picture of dark squares: the path fills a square of `size` units. */
export type QrPicture = { readonly size: number; readonly path: string };

/** What an authenticator app needs, shown until a code of it is given: once as a picture, once to type. */
export type Enrolment = { readonly key: string; readonly qr: QrPicture };

/** Recovery codes as they are shown, once; none where an act makes none. */
export type RecoveryCodes = { readonly codes: readonly string[] };
