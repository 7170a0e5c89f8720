import type { Refusal } from "@/lib/core/refusal";
import type { Code } from "@/lib/factors/input";

/** By which ways a member can prove once more who they are: those by which they sign in. */
export type ProofWays = {
  readonly password: boolean;
  /** One of these goes with the password; none where it is enough. */
  readonly codes: readonly Code["kind"][];
  /** Enough alone. */
  readonly passkey: boolean;
  /** What people call the issuer that knows them, if one does. */
  readonly issuer: string | null;
};

/** Why a way through the issuer proved nothing; `unfinished` for whatever happened before there was a word of it. */
export type IssuerProofWhy = Extract<Refusal, { kind: "issuer_proves_nothing" }>["why"] | "unfinished";

/** How the address ends by which such a way leads back to the page where it began: with this, or with that and why. */
export const CONFIRMED = "#confirmed";
export const NOT_CONFIRMED = "#not-confirmed-";
