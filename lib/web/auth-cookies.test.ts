import { expect, test } from "vitest";
import { readConfig, setConfig } from "@/lib/config/config";
import { endFlow, otherCookies, proofCookie, setProof } from "./auth-cookies";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie";

/** The names of the session's cookie and of all others, and how the first is told to be kept. */
function servedBy(scheme: "http" | "https") {
  setConfig(readConfig({ NODE_ENV: "production", LATCHKEY_URL: `${scheme}://latchkey.example.com` }));
  return { session: sessionCookieName(), options: sessionCookieOptions(), others: otherCookies(scheme === "https") };
}

test("under https every cookie of signing in is this host's alone, is sent by https alone, and out of reach of scripts", () => {
  const { session, options, others } = servedBy("https");
  const cookies = [{ name: session, options }, ...Object.values(others)];
  expect(cookies).toHaveLength(6);
  for (const { name, options } of cookies) {
    expect(name).toMatch(/^__Host-latchkey\.[a-z-]+$/);
    expect(options).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax", path: "/" });
    expect(options).not.toHaveProperty("domain");
  }
});

test("no cookie of the way to the issuer and back begins like the session's, which would make that be taken for two", () => {
  for (const scheme of ["http", "https"] as const) {
    const { session, others } = servedBy(scheme);
    const names = Object.values(others).map(({ name }) => name);
    names.push(proofCookie(scheme === "https"));
    expect(new Set(names).size).toBe(6);
    expect(names.filter((name) => name.startsWith(session))).toEqual([]);
  }
});

test("the end of a way ends exactly its four cookies, under the flags without which a browser keeps them", () => {
  for (const secure of [true, false]) {
    const { pkceCodeVerifier, state, nonce } = otherCookies(secure);
    const ended = endFlow(secure);
    expect(ended.map((cookie) => cookie.split("=")[0])).toEqual([
      pkceCodeVerifier.name,
      state.name,
      nonce.name,
      proofCookie(secure),
    ]);
    for (const cookie of ended) {
      expect(cookie).toContain("=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
      expect(cookie.endsWith("; Secure")).toBe(secure);
    }
  }
});

test("what goes along to the issuer for a proof is this host's alone under https, and out of reach of scripts", () => {
  expect(setProof("ticket", true)).toBe(
    "__Host-latchkey.proof=ticket; Max-Age=600; Path=/; HttpOnly; SameSite=Lax; Secure",
  );
  expect(setProof("ticket", false)).toBe("latchkey.proof=ticket; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
});
