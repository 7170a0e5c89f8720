import { describe, expect, test } from "vitest";
import { BASE_ROLES, type BaseRole } from "@/lib/core/base-role";
import { memberPolicy, tokenPolicy } from "./base-roles";
import { decide } from "./decide";
import { matchesGlob } from "./pattern";
import { coversResource } from "./resource";
import type { Policy, Statement } from "./statement";

const ME = "0123456789abcdef01234567";
const allows = (policies: Policy | readonly Policy[], action: string, resource: string) =>
  decide([{ kind: "member", policies: [policies].flat() }], { action, resource }).effect === "allow";
const inline = (...statements: Statement[]): Policy => ({ source: { kind: "inline" }, statements });

describe("how statements combine (ruling R1)", () => {
  const allow = { effect: "allow", actions: ["*"], resources: ["proj/*"] } as const;
  const deny = { effect: "deny", actions: ["deleteProject"], resources: ["proj/secret"] } as const;

  test("inside one policy a matching deny beats every allow, whatever their order", () => {
    for (const statements of [
      [allow, deny],
      [deny, allow],
    ]) {
      expect(allows(inline(...statements), "deleteProject", "proj/secret")).toBe(false);
      expect(allows(inline(...statements), "deleteProject", "proj/open")).toBe(true);
    }
  });

  test("across policies any single allow is enough", () => {
    expect(allows([inline(deny), inline(allow)], "deleteProject", "proj/secret")).toBe(true);
  });

  test("a denial says which statement denied, or that nobody spoke, and which grant held it back", () => {
    const request = { action: "deleteProject", resource: "proj/secret" };
    const declared = { kind: "declared", policies: [inline(allow)] } as const;
    const source = { kind: "inline" };
    expect(decide([declared], request)).toEqual({ effect: "allow", by: { source, index: 0 } });
    expect(decide([declared, { kind: "member", policies: [inline(allow, deny)] }], request)).toEqual({
      effect: "deny",
      grant: "member",
      by: { source, index: 1 },
    });
    expect(decide([declared, { kind: "creator", policies: [] }], request)).toEqual({
      effect: "deny",
      grant: "creator",
      by: null,
    });
  });

  test("notActions and notResources may stand in one statement", () => {
    const grant = inline({ effect: "allow", notActions: ["delete*"], notResources: ["proj/secret"] });
    expect(allows(grant, "updateName", "proj/open")).toBe(true);
    expect(allows(grant, "deleteProject", "proj/open")).toBe(false);
    expect(allows(grant, "updateName", "proj/secret")).toBe(false);
  });
});

describe("patterns", () => {
  test.each([
    ["proj/*", "proj/web", true],
    ["proj/*", "proj/web:env/production", false],
    ["proj/*:env/*", "proj/web:env/production", true],
    ["proj/web-*", "proj/web-shop", true],
    ["proj/web-*", "proj/mobile", false],
    ["proj/WEB", "proj/web", false],
    ["acct", "acct", true],
    ["*", "member/a:token/b", true],
    ["env/*", "proj/web", false],
  ])("%s covers %s: %s", (pattern, resource, covered) => {
    expect(coversResource(pattern, resource)).toBe(covered);
  });

  test("a hostile pattern ends quickly", () => {
    expect(matchesGlob(`${"*a".repeat(128)}b`, "a".repeat(5000))).toBe(false);
  });
});

describe("base roles as policies (ruling R41)", () => {
  const DATA = ["proj/web", "proj/web:env/production:flag/x", "api/orders:path/refunds", "webhook/1"];
  const ADMINISTRATION = ["member/*", `member/${ME}:token/1`, "service-token/1", "role/r", "team/t"];
  const can = (role: BaseRole, action: string, resources: string[]) =>
    resources.every((resource) => allows(memberPolicy(role, ME), action, resource));
  const cannot = (role: BaseRole, action: string, resources: string[]) =>
    resources.every((resource) => !allows(memberPolicy(role, ME), action, resource));

  test("a Reader views everything but the account, and changes nothing", () => {
    for (const action of ["viewProject", "getThing", "listThings", "readThing"])
      expect(can("reader", action, DATA)).toBe(true);
    expect(cannot("reader", "viewAccount", ["acct"])).toBe(true);
    expect(cannot("reader", "updateOn", [...DATA, ...ADMINISTRATION])).toBe(true);
  });

  test("a Writer changes data of types nobody here has heard of, but not people", () => {
    expect(can("writer", "updateOn", DATA)).toBe(true);
    expect(cannot("writer", "updateRole", ADMINISTRATION)).toBe(true);
    expect(cannot("writer", "updateOn", ["acct"])).toBe(true);
  });

  test("an Admin does everything but take over or delete the account", () => {
    expect(can("admin", "updateRole", [...DATA, ...ADMINISTRATION, "acct"])).toBe(true);
    expect(cannot("admin", "updateAccountOwner", ["acct"])).toBe(true);
    expect(cannot("admin", "deleteAccount", ["acct"])).toBe(true);
    expect(cannot("admin", "exportAuditLog", ["acct"])).toBe(true);
  });

  test("an Owner does everything", () => {
    expect(can("owner", "deleteAccount", ["acct", ...ADMINISTRATION, ...DATA])).toBe(true);
  });

  test("no access means nothing at all", () => {
    expect(cannot("no_access", "viewProject", [...DATA, ...ADMINISTRATION])).toBe(true);
    expect(cannot("no_access", "createAccessToken", [`member/${ME}:token/*`])).toBe(true);
  });

  test("every other member may create tokens of their own, nobody below Admin for somebody else (ruling R12)", () => {
    for (const role of ["reader", "writer", "admin", "owner"] as const)
      expect(can(role, "createAccessToken", [`member/${ME}:token/x`])).toBe(true);
    for (const role of ["reader", "writer"] as const)
      expect(cannot(role, "createAccessToken", ["member/somebody:token/x"])).toBe(true);
  });

  test("a token makes tokens only as Admin or Owner (ruling R7)", () => {
    const makes = BASE_ROLES.filter((role) => allows(tokenPolicy(role), "createAccessToken", `member/${ME}:token/x`));
    expect(makes).toEqual(["admin", "owner"]);
  });

  test("telemetry is sent from Writer upwards (ruling R43)", () => {
    const sends = BASE_ROLES.filter((role) => allows(memberPolicy(role, ME), "sendTelemetry", "acct"));
    expect(sends).toEqual(["writer", "admin", "owner"]);
  });
});
