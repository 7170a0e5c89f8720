import "server-only";
import type { LoggerInstance } from "next-auth";
import { getLog } from "@/lib/log/log";

// What an issuer or an address says may be anything: only what is known of it is told, in our words.
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/timed out|ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|hang up/, "the issuer does not answer"],
  [/certificate|SSL|TLS/i, "the issuer's certificate is not trusted"],
  [/JWT alg/, "the id token is not signed by the algorithm that was agreed on"],
  [/signature|no valid key|matching keys/, "the id token is not signed by a key of the issuer"],
  [/nonce/i, "the id token was made for another sign-in"],
  [/\baud\b|\bazp\b/, "the id token is for somebody else"],
  [/\biss\b/, "the id token is of another issuer"],
  [/expired|not active yet|issued in the future/, "the id token is too old, or of the future"],
  [/state/i, "the answer belongs to no sign-in of this browser"],
  [/code_verifier/, "the answer belongs to no sign-in of this browser"],
  [/invalid_grant/, "the issuer does not take the code"],
  [/invalid_client|unauthorized_client/, "the issuer does not take the client id and secret"],
  [/access_denied/, "somebody said no at the issuer"],
  [/expected 200|JSON|must be configured/, "the issuer does not answer as it has to"],
];

/** Why next-auth did not go on, as far as it is known, in words that nobody outside chose. */
export function reasonOf(metadata: unknown): string {
  const { error = metadata } = (metadata ?? {}) as { error?: unknown };
  const text = error instanceof Error ? `${error.message} ${(error as { code?: unknown }).code ?? ""}` : "";
  return REASONS.find(([form]) => form.test(text))?.[1] ?? "no reason that is known";
}

/**
 * What next-auth has to say, in the log. Setting it opens an address of next-auth's by which anybody writes to it: the door to next-auth
 * keeps that shut (security 3.9).
 */
export const authLog: LoggerInstance = {
  error: (code: string, metadata: unknown) => {
    const level = code === "JWT_SESSION_ERROR" ? "debug" : "warn"; // any bad cookie makes one
    getLog()[level]({ from: "next-auth", what: code.slice(0, 60), why: reasonOf(metadata) }, "a sign-in did not go on");
  },
  warn: (code: string) => getLog().debug({ from: "next-auth", what: code.slice(0, 60) }, "next-auth warns"),
  debug: () => {},
};
