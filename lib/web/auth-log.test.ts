import { describe, expect, test } from "vitest";
import { makeLog, setLog } from "@/lib/log/log";
import { authLog, reasonOf } from "./auth-log";

const lines: string[] = [];
setLog(makeLog("info", { write: (line) => void lines.push(line) }));

describe("why a sign-in did not go on", () => {
  test.each([
    ["connect ECONNREFUSED 127.0.0.1:9", "the issuer does not answer"],
    ["outgoing request timed out after 5000ms", "the issuer does not answer"],
    ["self-signed certificate", "the issuer's certificate is not trusted"],
    ["unexpected JWT alg received, expected RS256, got: none", "not signed by the algorithm"],
    ["failed to validate JWT signature", "not signed by a key of the issuer"],
    ["nonce mismatch, expected a, got: b", "made for another sign-in"],
    ["aud mismatch, expected latchkey, got: b", "for somebody else"],
    ["unexpected iss value, expected a, got: b", "of another issuer"],
    ["id_token expired, now 2, exp 1", "too old"],
    ["state mismatch, expected a, got: b", "belongs to no sign-in of this browser"],
    ["PKCE code_verifier cookie was missing.", "belongs to no sign-in of this browser"],
    ["invalid_grant (grant request is invalid)", "does not take the code"],
    ["invalid_client (client authentication failed)", "does not take the client id and secret"],
    ["access_denied (End-User aborted interaction)", "said no"],
    ["expected 200 OK, got: 500 Internal Server Error", "does not answer as it has to"],
  ])("%s is told in our words", (message, words) => {
    expect(reasonOf(new Error(message))).toContain(words);
    expect(reasonOf({ error: new Error(message), providerId: "oidc" })).toContain(words);
  });

  test.each([[null], [undefined], ["text"], [{ error: "text" }], [new Error("whatever they like to say")]])(
    "%s is no reason that is known",
    (metadata) => {
      expect(reasonOf(metadata)).toBe("no reason that is known");
    },
  );
});

test("nothing that an issuer or an address says is in the log, nor who it was about", () => {
  lines.length = 0;
  authLog.error?.("OAUTH_CALLBACK_HANDLER_ERROR", {
    error: new Error('access_denied\n{"level":60} evil words'),
    error_description: "evil words",
    OAuthProfile: { email: "mo@acme.example" },
  } as never);
  authLog.error?.("JWT_SESSION_ERROR", new Error("evil words"));
  authLog.debug?.("PROFILE_DATA", { OAuthProfile: { email: "mo@acme.example" } });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain("somebody said no at the issuer");
  expect(lines.join()).not.toMatch(/evil|acme/);
});
