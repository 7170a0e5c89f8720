import { describe, expect, test } from "vitest";
import { memberPolicy, tokenPolicy } from "./base-roles";
import { sentenceOf } from "./sentence";
import type { Grants, Policy, Statement } from "./statement";

const inline = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });
const said = (...policies: Policy[]) => sentenceOf([{ kind: "declared", policies }]);
const allow = (actions: string[], ...resources: string[]): Statement => ({ effect: "allow", actions, resources });
const deny = (actions: string[], ...resources: string[]): Statement => ({ effect: "deny", actions, resources });

describe("what grants allow, in a sentence", () => {
  test("nothing is said to be nothing, and how to go on", () => {
    const nothing = "Nothing yet. Allow at least one action.";
    expect(said()).toBe(nothing);
    expect(said(inline(deny(["*"], "*")))).toBe(nothing);
  });

  test("everything is everything that its owner can do", () => {
    const grants: Grants = [
      { kind: "declared", policies: [tokenPolicy("owner")] },
      { kind: "member", policies: [memberPolicy("reader", "m")] },
    ];
    expect(sentenceOf(grants)).toBe("Everything you can do.");
    expect(said(tokenPolicy("owner"))).toBe("Everything.");
  });

  test.each<[Statement[], string]>([
    [[allow(["view*"], "proj/*")], "View all projects."],
    [[allow(["view*", "get*"], "proj/web:env/*:flag/*")], "View flags in web."],
    [
      [allow(["update*", "delete*"], "proj/web:env/production:flag/*")],
      "Change and delete flags in production of web.",
    ],
    [[allow(["*"], "proj/web", "proj/web:env/*")], "Do anything to the project web and environments in web."],
    [
      [
        allow(["view*"], "proj/web"),
        allow(["update*"], "proj/web:env/*:flag/*"),
        deny(["update*"], "proj/web:env/*:flag/x"),
      ],
      "View the project web. Change flags in web. Never change the flag x in web.",
    ],
    [
      [allow(["update*"], "proj/web:env/*:flag/*"), deny(["*"], "proj/web:env/production:flag/*")],
      "Change flags in web except flags in production of web.",
    ],
    [[{ effect: "allow", actions: ["view*"], notResources: ["acct"] }], "View everything but the account."],
  ])("%j", (statements, sentence) => {
    expect(said(inline(...statements))).toBe(sentence);
  });

  test("a Reader views everything but the account", () => {
    expect(said(tokenPolicy("reader"))).toBe("View everything but the account.");
  });

  test("what cannot be said simply is counted", () => {
    expect(said(inline(allow(["updateOn", "updateUrl"], "webhook/*")))).toBe("2 actions on 1 kind of resource.");
    expect(said(inline(allow(["view*"], "proj/*;team-a")))).toBe("1 action on 1 kind of resource.");
    expect(said(inline(allow(["view*"], "proj/a"), deny(["*"], "proj/*;b")), inline(allow(["view*"], "acct")))).toMatch(
      /^\d+ actions on 2 kinds of resource\.$/,
    );
  });

  test("what lacks the view of its project is said to be nothing", () => {
    const flags = allow(["updateRules", "updateTargets"], "proj/*:env/*:flag/*");
    expect(said(inline(flags))).toBe("Nothing without View project.");
    expect(said(inline(flags, allow(["viewProject"], "proj/*")))).toBe("3 actions on 2 kinds of resource.");
  });

  test("a denial in one policy is not said to hold for another that allows the same", () => {
    expect(said(inline(allow(["*"], "proj/*"), deny(["*"], "proj/a")), inline(allow(["*"], "proj/a")))).not.toMatch(
      /except|Never/,
    );
  });
});
