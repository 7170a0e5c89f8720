import { expect, test } from "vitest";
import type { Decision } from "./decide";
import { explain } from "./explain";

const inline = { source: { kind: "inline" }, index: 1 } as const;
const deployers = { source: { kind: "custom_role", id: "1", name: "Deployers" }, index: 0 } as const;
const writer = { source: { kind: "base_role", role: "writer" }, index: 2 } as const;

test.each<[Decision, string]>([
  [{ effect: "allow", by: inline }, "Allowed by statement 2 of the inline policy."],
  [{ effect: "allow", by: writer }, "Allowed by the role Writer."],
  [{ effect: "deny", grant: "declared", by: deployers }, "Denied by statement 1 of the role Deployers."],
  [{ effect: "deny", grant: "declared", by: null }, "Not allowed: nothing allows it."],
  [{ effect: "deny", grant: "member", by: null }, "Held back: you don't have it."],
  [
    { effect: "deny", grant: "member", by: deployers },
    "Held back: you don't have it, denied by statement 1 of the role Deployers.",
  ],
  [{ effect: "deny", grant: "creator", by: null }, "Held back: its creator couldn't do this when the token was made."],
  [{ effect: "deny", grant: "minting_token", by: null }, "Held back: the token that made it couldn't do this."],
  [
    { effect: "deny", grant: "declared", by: null, gate: "proj/web" },
    "Not allowed: it also takes viewProject on proj/web.",
  ],
  [
    { effect: "deny", grant: "declared", by: deployers, gate: "proj/web" },
    "Not allowed: it also takes viewProject on proj/web, denied by statement 1 of the role Deployers.",
  ],
  [
    { effect: "deny", grant: "member", by: null, gate: "proj/web" },
    "Held back: it also takes viewProject on proj/web, and you don't have it.",
  ],
  [
    { effect: "deny", grant: "creator", by: deployers, gate: "proj/web" },
    "Held back: it also takes viewProject on proj/web, and its creator couldn't do this when the token was made, denied by statement 1 of the role Deployers.",
  ],
])("%j", (decision, sentence) => {
  expect(explain(decision)).toBe(sentence);
});
