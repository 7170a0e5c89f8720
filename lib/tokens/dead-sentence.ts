import type { DeadReason } from "./verify-token";

const SENTENCES: Record<DeadReason, string> = {
  revoked: "This access token was revoked",
  deactivated: "This access token was deactivated when its member was removed",
  rotated: "This secret was replaced when its access token was rotated",
  expired: "This access token has expired",
  paused: "This access token is paused",
};

/** Why a secret is refused, for whoever presents exactly it (ruling R18). */
export const deadSentence = (reason: DeadReason): string => SENTENCES[reason];
