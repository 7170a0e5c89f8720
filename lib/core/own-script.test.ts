import { expect, test } from "vitest";
import { isOwnMarkup, isOwnScript } from "./own-script";

const BASE = "https://latchkey.example.com/tokens/new";

test("scripts come from this build's own files and from nowhere else, however an address is spelled", () => {
  for (const own of [
    "/_next/static/chunks/a.js",
    "https://latchkey.example.com/_next/static/chunks/b.js?x=1",
    "/_next/static/chunks/%5Bid%5D.js",
  ])
    expect([own, isOwnScript(own, BASE)]).toEqual([own, true]);
  for (const foreign of [
    "https://evil.example/_next/static/a.js",
    "//evil.example/_next/static/a.js",
    "\\\\evil.example/_next/static/a.js",
    "http://latchkey.example.com/_next/static/a.js",
    "https://latchkey.example.com:8443/_next/static/a.js",
    "https://a@latchkey.example.com/_next/static/a.js",
    "/_next/static/../../api/v2/tokens",
    "/_next/static/%2e%2e/%2e%2e/tokens/export",
    "/tokens/export",
    "a.js",
    "data:text/javascript,alert(1)",
    "blob:https://latchkey.example.com/_next/static/",
    "javascript:alert(1)",
    "http://",
    "",
  ])
    expect([foreign, isOwnScript(foreign, BASE)]).toEqual([foreign, false]);
});

test("no text is drawn as HTML but the empty script that React begins one with", () => {
  expect(isOwnMarkup("<script></script>")).toBe(true);
  for (const text of ["", "<b>x</b>", "<script>alert(1)</script>", "<script></script><img>", "<SCRIPT></SCRIPT>"])
    expect([text, isOwnMarkup(text)]).toEqual([text, false]);
});
