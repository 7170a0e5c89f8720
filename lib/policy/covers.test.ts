import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASE_ROLES } from "@/lib/core/base-role";
import { arbitraryPair, arbitraryRequest, placeholderOf as of } from "./arbitrary.test-support";
import { memberPolicy, tokenPolicy } from "./base-roles";
import { firstUncovered, strongestRoleWithin } from "./covers";
import { decide } from "./decide";
import type { Grants, Policy, Statement } from "./statement";

const ME = "0123456789abcdef01234567";
const inline = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });
const holding = (...policies: Policy[]): Grants => [{ kind: "member", policies }];
const allow = (actions: string[], ...resources: string[]): Statement => ({ effect: "allow", actions, resources });
const deny = (actions: string[], ...resources: string[]): Statement => ({ effect: "deny", actions, resources });

describe("base roles among each other", () => {
  test("each holds exactly those up to itself, as a member and as a token", () => {
    for (const [strength, role] of BASE_ROLES.entries()) {
      const [member, token] = [holding(memberPolicy(role, ME)), holding(tokenPolicy(role))];
      const held = (grants: Grants, policyOf: (role: (typeof BASE_ROLES)[number]) => Policy) =>
        BASE_ROLES.filter((other) => firstUncovered(grants, [policyOf(other)]) === null);
      expect(held(member, (other) => memberPolicy(other, ME))).toEqual(BASE_ROLES.slice(0, strength + 1));
      expect(held(member, tokenPolicy)).toEqual(BASE_ROLES.slice(0, strength + 1));
      expect(held(token, tokenPolicy)).toEqual(BASE_ROLES.slice(0, strength + 1));
      expect(strongestRoleWithin(member, ME)).toBe(role);
    }
  });

  test("a Reader does not hold another Reader's own tokens", () => {
    expect(firstUncovered(holding(memberPolicy("reader", ME)), [memberPolicy("reader", "other")])).toEqual({
      action: "createAccessToken",
      resource: "member/other:token/*",
    });
  });

  test("what an Admin lacks of an Owner is named", () => {
    const found = firstUncovered(holding(memberPolicy("admin", ME)), [memberPolicy("owner", ME)]);
    expect(found).toEqual({ action: "updateAccountOwner", resource: "acct" });
  });

  test("whoever is held to a weaker ceiling is as strong as that", () => {
    const grants: Grants = [
      { kind: "declared", policies: [memberPolicy("owner", ME)] },
      { kind: "member", policies: [memberPolicy("writer", ME)] },
    ];
    expect(strongestRoleWithin(grants, ME)).toBe("writer");
    expect(strongestRoleWithin([{ kind: "member", policies: [] }], ME)).toBe("no_access");
  });
});

describe("what is held", () => {
  const admin = memberPolicy("admin", ME);
  const writer = memberPolicy("writer", ME);
  const reader = memberPolicy("reader", ME);

  test.each<[string, Policy[], Policy]>([
    ["an Owner, anything at all", [memberPolicy("owner", ME)], inline(allow(["*"], "*"))],
    ["an Admin, everything on a project", [admin], inline(allow(["*"], "proj/*", "proj/*:env/*:flag/*", "role/*"))],
    [
      "an Admin, all but what an Admin lacks",
      [admin],
      inline({
        effect: "allow",
        notActions: ["updateAccountOwner", "deleteAccount", "exportAuditLog"],
        resources: ["*"],
      }),
    ],
    [
      "an Admin, everything without ownership by a deny",
      [admin],
      inline(allow(["*"], "*"), deny(["updateAccountOwner", "deleteAccount", "exportAuditLog"], "acct")),
    ],
    ["a Writer, changes of the user's own types", [writer], inline(allow(["*"], "api/orders:path/*"))],
    ["a Reader, views", [reader], inline(allow(["viewProject", "view*"], "proj/*", "member/*"))],
    [
      "a narrower name",
      [inline(allow(["update*"], "proj/web-*:env/*"))],
      inline(allow(["updateTags"], "proj/web-shop:env/prod")),
    ],
    ["a tag more", [inline(allow(["*"], "proj/*;team-*"))], inline(allow(["*"], "proj/*;team-a,beta"))],
    [
      "a property more",
      [inline(allow(["*"], "proj/*:env/*:flag/*"))],
      inline(allow(["*"], "proj/*:env/*;{critical:true}:flag/*")),
    ],
    [
      "the two halves of it in two policies",
      [inline(allow(["a"], "proj/*")), inline(allow(["b"], "proj/*"))],
      inline(allow(["a", "b"], "proj/x")),
    ],
    [
      "what one policy denies and another allows",
      [inline(allow(["*"], "proj/*", "role/*"), deny(["a"], "proj/x")), inline(allow(["*"], "proj/*"))],
      inline(allow(["*"], "proj/*", "role/*")),
    ],
    [
      "what its own deny leaves out",
      [inline(allow(["*"], "proj/*"), deny(["delete*"], "proj/*"))],
      inline(allow(["*"], "proj/*"), deny(["delete*"], "proj/*")),
    ],
    [
      "with values, what the values name",
      [inline(allow(["*"], "proj/a", "proj/b"))],
      { ...inline(allow(["*"], `proj/${of("p")}`)), attributes: { p: ["a", "b"] } },
    ],
    [
      "a role's own values",
      [{ ...inline(allow(["*"], `proj/${of("p")}`)), attributes: { p: ["a", "b"] } }],
      inline(allow(["*"], "proj/b")),
    ],
    ["nothing", [], inline(deny(["*"], "*"))],
  ])("%s", (_, actor, granted) => {
    expect(firstUncovered(holding(...actor), [granted])).toBeNull();
  });

  test.each<[string, Policy[], Policy]>([
    ["a Writer, people", [writer], inline(allow(["updateRole"], "member/*"))],
    ["a Writer, all tokens", [writer], inline(allow(["createAccessToken"], "member/*:token/*"))],
    ["a wider name", [inline(allow(["*"], "proj/web-*"))], inline(allow(["*"], "proj/web*"))],
    ["a tag less", [inline(allow(["*"], "proj/*;team-a,beta"))], inline(allow(["*"], "proj/*;team-a"))],
    [
      "what one policy denies in any spelling and another allows in one",
      [inline(allow(["*"], "proj/*"), deny(["a"], "proj/x")), inline(allow(["a"], "proj/x"))],
      inline(allow(["*"], "proj/*")),
    ],
    [
      "what a deny that lacks its value may deny",
      [inline(allow(["*"], "proj/*"), deny(["a"], `proj/${of("p")}`))],
      inline(allow(["b"], "proj/*")),
    ],
    ["a denied part", [inline(allow(["*"], "proj/*"), deny(["a"], "proj/x"))], inline(allow(["*"], "proj/*"))],
    [
      "a part denied in another case of letters",
      [inline(allow(["*"], "proj/*"), deny(["*"], "proj/X"))],
      inline(allow(["*"], "proj/x")),
    ],
    [
      "a denied tag that the granted may have",
      [inline(allow(["*"], "proj/*"), deny(["*"], "proj/*;secret"))],
      inline(allow(["*"], "proj/web")),
    ],
    [
      "actions to come",
      [inline(allow(["a", "b"], "proj/*"))],
      inline({ effect: "allow", notActions: ["c"], resources: ["proj/*"] }),
    ],
    [
      "any name, where values are still open",
      [inline(allow(["*"], "proj/a"))],
      inline(allow(["*"], `proj/${of("p")}`)),
    ],
    [
      "a placeholder of one's own without a value",
      [inline(allow(["*"], `proj/${of("p")}`))],
      inline(allow(["*"], `proj/${of("p")}`)),
    ],
    [
      "a star in a value",
      [{ ...inline(allow(["*"], `proj/${of("p")}`)), attributes: { p: ["*"] } }],
      inline(allow(["*"], "proj/b")),
    ],
  ])("not held: %s", (_, actor, granted) => {
    expect(firstUncovered(holding(...actor), [granted])).not.toBeNull();
  });

  test("a placeholder with values left open is any name to whoever grants it", () => {
    const open = inline(allow(["*"], `proj/${of("p")}`));
    expect(firstUncovered(holding(admin), [open])).toBeNull();
    expect(firstUncovered(holding({ ...open, attributes: { p: ["a"] } }), [open])).not.toBeNull();
  });

  test("a policy written to be hard to compare is given up, and counts as not held", () => {
    const many = Array.from({ length: 100 }, (_, i) => deny([`a${i}*`, `*b${i}`], `proj/${i}*`, `proj/*x${i}`));
    const found = firstUncovered(holding(inline(allow(["*"], "proj/*"), ...many)), [inline(allow(["*"], "proj/*"))]);
    expect(found).not.toBeNull();
  });
});

describe("soundness", () => {
  test("what is granted as held is never more than the actor has", () => {
    let [proven, allowed, gated, cases] = [0, 0, 0, 0];
    fc.assert(
      fc.property(
        arbitraryPair,
        fc.array(arbitraryRequest, { minLength: 8, maxLength: 8 }),
        ([actor, granted], requests) => {
          if (firstUncovered(actor, granted) === null) proven++;
          else return;
          for (const each of requests) {
            cases++;
            const given = decide([{ kind: "declared", policies: granted }], each);
            if (given.effect === "deny" && given.gate !== undefined) gated++;
            if (given.effect === "deny") continue;
            allowed++;
            expect(decide(actor, each).effect).toBe("allow");
          }
        },
      ),
      { numRuns: 50_000 },
    );
    expect(proven).toBeGreaterThan(5_000);
    expect(cases).toBeGreaterThan(50_000);
    expect(allowed).toBeGreaterThan(5_000);
    expect(gated).toBeGreaterThan(500);
  });
});
