import { expect, test } from "vitest";
import { readConfig, setConfig } from "@/lib/config/config";
import { askedFlow, whereBack } from "./proof-flow";

setConfig(readConfig({ NODE_ENV: "production", LATCHKEY_URL: "https://latchkey.example.com" }));
const OWN = "https://latchkey.example.com";
const FLOW = { ticket: "t", next: "/tokens/new?kind=service" };
const posted = (fields: Record<string, string>) =>
  askedFlow(new Request(`${OWN}/api/auth/signin/oidc`, { method: "POST", body: new URLSearchParams(fields) }));

test("a form without a ticket is for signing in, as is one whose ticket could be none", async () => {
  for (const fields of [{}, { proof: "" }, { proof: "a b" }, { proof: "a.b" }, { proof: "a".repeat(101) }])
    expect(await posted({ csrfToken: "c", callbackUrl: "/tokens", ...fields })).toBeNull();
  const nothing = new Request(`${OWN}/api/auth/signin/oidc`, {
    method: "POST",
    body: "{",
    headers: { "content-type": "text/x" },
  });
  expect(await askedFlow(nothing)).toBeNull();
});

test("one with a ticket leads back to a page of ours, wherever it asks to be led", async () => {
  expect(await posted({ proof: "t", callbackUrl: FLOW.next })).toEqual(FLOW);
  for (const callbackUrl of ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
    expect(await posted({ proof: "t", callbackUrl })).toEqual({ ticket: "t", next: "/tokens" });
  expect(await posted({ proof: "t" })).toEqual({ ticket: "t", next: "/tokens" });
});

test.each([
  ["all is well", "https://latchkey.example.com/tokens", "#confirmed"],
  [
    "next-auth came to no end",
    "https://latchkey.example.com/api/auth/error?error=OAuthCallback",
    "#not-confirmed-unfinished",
  ],
  ["the issuer was silent", "https://latchkey.example.com/sign-in?error=OAuthCallback", "#not-confirmed-unfinished"],
  ["a page is called like the one for signing in", "/sign-in-rules", "#confirmed"],
])("when %s they come back to the page that they left, told so", (_, to, end) => {
  expect(whereBack(FLOW, to)).toBe(`${OWN}${FLOW.next}${end}`);
});

test("what was said of a word that proves nothing stays", () => {
  const to = `${OWN}${FLOW.next}#not-confirmed-old`;
  expect(whereBack(FLOW, to)).toBe(to);
});
