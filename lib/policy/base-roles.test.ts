import { describe, expect, test } from "vitest";
import { customRolePolicy } from "./base-roles";
import { decideGrant } from "./decide";
import type { Statement } from "./statement";

const ME = "0123456789abcdef01234567";
const OWN_TOKENS = { action: "createAccessToken", resource: `member/${ME}:token/*` };
const deny: Statement = { effect: "deny", actions: ["createAccessToken"], resources: ["member/*:token/*"] };
const role = (basePermissions: "reader" | "no_access", ...statements: Statement[]) => ({
  id: "r1",
  name: "Deployers",
  statements,
  basePermissions,
});
const verdict = (policy: ReturnType<typeof customRolePolicy>, action: string, resource: string) =>
  decideGrant({ kind: "member", policies: [policy] }, { action, resource });

describe("custom roles as policies (semantics 3.3)", () => {
  test("a role on Reader's floor lets its holder view everything and create tokens of their own", () => {
    const policy = customRolePolicy(role("reader"), { memberId: ME });
    expect(verdict(policy, "viewFlag", "proj/a:env/b:flag/c").effect).toBe("allow");
    expect(verdict(policy, OWN_TOKENS.action, OWN_TOKENS.resource).effect).toBe("allow");
    expect(verdict(policy, "createAccessToken", "service-token/*").effect).toBe("allow");
    expect(verdict(policy, "updateOn", "proj/a:env/b:flag/c").effect).toBe("deny");
  });

  test("the same role on a token views, and creates no tokens (ruling R7)", () => {
    const policy = customRolePolicy(role("reader"), null);
    expect(verdict(policy, "viewFlag", "proj/a:env/b:flag/c").effect).toBe("allow");
    expect(verdict(policy, "createAccessToken", "service-token/*").effect).toBe("deny");
  });

  test("a deny in the role takes away what its floor gives, and is named by its own place", () => {
    const policy = customRolePolicy(role("reader", deny), { memberId: ME });
    expect(verdict(policy, OWN_TOKENS.action, OWN_TOKENS.resource)).toEqual({
      effect: "deny",
      grant: "member",
      by: { source: { kind: "custom_role", id: "r1", name: "Deployers" }, index: 0 },
    });
    expect(verdict(policy, "createAccessToken", "service-token/*").effect).toBe("allow");
  });

  test("a role without a floor gives what is written in it and nothing else", () => {
    expect(customRolePolicy(role("no_access", deny), { memberId: ME }).statements).toEqual([deny]);
  });

  test("the holder's values go with the policy", () => {
    const attributes = { project: ["a"] };
    expect(customRolePolicy({ ...role("no_access"), attributes }, null).attributes).toEqual(attributes);
  });
});
