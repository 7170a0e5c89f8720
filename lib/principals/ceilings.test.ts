import { expect, test } from "vitest";
import type { Principal } from "@/lib/access/principal";
import { customRolePolicy, memberPolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type { Policy } from "@/lib/policy/statement";
import { ceilingOf, grantsOf } from "./ceilings";

const ME = "0123456789abcdef01234567";
const role = { id: "r1", name: "Deployers", basePermissions: "reader", attributes: { p: ["a"] } } as const;
const statements = [{ effect: "allow", actions: ["*"], resources: [`proj/\${roleAttribute/p}`] }] as const;
const inline: Policy = { source: { kind: "inline" }, statements };
const principal = (kind: "session" | "access_token", ...policies: Policy[]): Principal => ({
  accountId: ME,
  actor: kind === "session" ? { kind, id: ME, provenAgo: 0 } : { kind, id: ME, secretId: ME },
  memberId: ME,
  answersFor: ME,
  rightsVersion: 1,
  grants: [
    { kind: "declared", policies },
    { kind: "member", policies: [memberPolicy("writer", ME)] },
  ],
  origin: { ip: null, requestId: null },
});

test("a ceiling comes back from storage as what was frozen, base roles by their name and roles with their values", () => {
  const policies = [
    memberPolicy("reader", ME),
    tokenPolicy("admin"),
    customRolePolicy({ ...role, statements }, { memberId: ME }),
    inline,
  ];
  const stored = JSON.parse(JSON.stringify(ceilingOf(principal("session", ...policies))));
  expect(stored.grants[0][0]).toEqual({ source: { kind: "base_role", role: "reader", memberId: ME } });
  expect(grantsOf(stored)).toEqual([
    { kind: "creator", policies },
    { kind: "creator", policies: [memberPolicy("writer", ME)] },
  ]);
});

test("a ceiling says whether a person or a token made it", () => {
  expect(ceilingOf(principal("session", inline)).kind).toBe("creator");
  expect(ceilingOf(principal("access_token", inline)).kind).toBe("minting_token");
});
