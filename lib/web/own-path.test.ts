import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each([
  ["/members", "/members"],
  ["/tokens?q=a%20b&tab=all", "/tokens?q=a%20b&tab=all"],
  ["/a/../members", "/members"],
  ["//evil.example", "/tokens"],
  ["///evil.example", "/tokens"],
  ["/\\evil.example", "/tokens"],
  ["/\\/evil.example", "/tokens"],
  ["\\\\evil.example", "/tokens"],
  ["/\t/evil.example", "/tokens"],
  ["/\n/evil.example", "/tokens"],
  ["\t//evil.example", "/tokens"],
  ["/..//evil.example", "/tokens"],
  ["/./\\evil.example", "/tokens"],
  ["https://evil.example", "/tokens"],
  ["https:evil.example", "/tokens"],
  ["javascript:alert(1)", "/tokens"],
  ["data:text/html,x", "/tokens"],
  ["@evil.example", "/tokens"],
  [".evil.example", "/tokens"],
  ["", "/tokens"],
  ["/".repeat(2001), "/tokens"],
  [["/members", "//evil.example"], "/tokens"],
  [undefined, "/tokens"],
])("I37 · %j leads to %s", (given, path) => {
  expect(ownPath(given)).toBe(path);
});
