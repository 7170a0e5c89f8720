import { expect, test } from "vitest";
import { issuersWord } from "./oidc-claims";

const ISSUER = "https://login.example.com";
const said = { iss: ISSUER, sub: "s1", iat: 1_790_000_100, email: "Mo@acme.example", email_verified: true };
const word = (more: object, trustMfa = false) => issuersWord({ ...said, ...more }, { issuer: ISSUER, trustMfa });
const PLAIN = { issuer: ISSUER, subject: "s1", saidAt: 1_790_000_100_000, authenticatedAt: null, secondFactor: false };

test("a verified address is taken as addresses are", () => {
  expect(word({})).toEqual({ ...PLAIN, verifiedEmail: "Mo@acme.example" });
  expect(word({ email: " ｍo@acme.example " })?.verifiedEmail).toBe("mo@acme.example");
});

test.each([
  ["false", { email_verified: false }],
  ["absent", { email_verified: undefined }],
  ["the text true", { email_verified: "true" }],
  ["the number 1", { email_verified: 1 }],
  ["yes for no address", { email: undefined }],
  ["yes for what is no address", { email: "mo" }],
  ["yes for two addresses", { email: "mo@acme.example,eve@evil.example" }],
  ["yes for an address with a sign that hides", { email: "m\u200bo@acme.example" }],
  ["yes for a list", { email: ["mo@acme.example"] }],
])("an address whose verification is %s is none", (_, more) => {
  expect(word(more)).toEqual({ ...PLAIN, verifiedEmail: null });
});

test.each([
  ["of another issuer", { iss: "https://login.example.com.evil.example" }],
  ["of the issuer with a stroke more", { iss: `${ISSUER}/` }],
  ["without an issuer", { iss: undefined }],
  ["about nobody", { sub: "" }],
  ["about a number", { sub: 7 }],
  ["about a subject without end", { sub: "s".repeat(256) }],
])("claims %s are no word of the issuer", (_, more) => {
  expect(word(more)).toBeNull();
  expect(issuersWord(null, { issuer: ISSUER, trustMfa: true })).toBeNull();
});

test.each([
  [{ amr: ["pwd", "mfa"] }, true],
  [{ acr: "phrh" }, true],
  [{ acr: "https://refeds.org/profile/mfa" }, true],
  [{ amr: ["pwd", "otp"] }, false],
  [{ amr: "mfa" }, false],
  [{ acr: "mfa or so" }, false],
  [{ acr: ["phr"] }, false],
  [{}, false],
])("%j says of a second factor: %s; where the operator trusts the issuer for it, nothing has to", (more, shown) => {
  expect(word(more)?.secondFactor).toBe(shown);
  expect(word(more, true)?.secondFactor).toBe(true);
});

test("when somebody proved there who they are is a number of whole seconds; anything else says nothing", () => {
  expect(word({ auth_time: 1_790_000_000 })?.authenticatedAt).toBe(1_790_000_000_000);
  for (const said of ["1790000000", 1_790_000_000.5, -5, 0, Number.MAX_VALUE, null, [1_790_000_000], true])
    expect(word({ auth_time: said })?.authenticatedAt).toBeNull();
});
