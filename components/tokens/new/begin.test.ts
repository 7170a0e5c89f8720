import { describe, expect, test } from "vitest";
import type { RoleChoice } from "@/lib/roles/view";
import { beginAs } from "./begin";

const choice = (key: string, held: boolean): RoleChoice => ({
  id: `id-${key}`,
  key,
  name: key,
  description: "",
  basePermissions: "no_access",
  policy: [],
  tokens: 0,
  held,
});
const viewer = {
  mine: "writer",
  choices: [choice("ops", true), choice("far", false)],
  denied: { personal: null, service: "Your role can't." },
} as const;

describe("a form that a link fills in", () => {
  test("falls back to the highest role that the viewer can give, and says so", () => {
    const { begin, told } = beginAs({ role: "owner" }, [], viewer);
    expect(begin.role.choice).toBe("writer");
    expect(told).toEqual({ filled: [], unusable: ["role"], lowered: { asked: "Owner", yours: "Writer" } });
  });

  test("takes no type that the viewer may not make and no role that they do not hold", () => {
    const { begin, told } = beginAs({ name: "x", type: "service", role: "custom", roles: ["ops", "far"] }, [], viewer);
    expect(begin).toMatchObject({ name: "x", kind: "personal", role: { choice: "custom", roles: ["id-ops"] } });
    expect(told.filled).toEqual(["name", "role"]);
    expect([...told.unusable].sort()).toEqual(["roles", "type"]);
  });

  test("has the policy written in, or says that there is none", () => {
    const policy = [{ effect: "allow", actions: ["*"], resources: ["proj/*"] }] as const;
    expect(beginAs({ policy }, [], viewer).begin.role).toMatchObject({ choice: "inline", written: policy });
    expect(beginAs({ role: "inline" }, [], viewer).told.unusable).toEqual(["policy"]);
  });

  test("without any part is the form as it always is", () => {
    expect(beginAs({}, [], viewer)).toMatchObject({
      begin: { name: "", note: "", kind: "personal", role: { choice: "reader" }, expiry: null },
      told: { filled: [], unusable: [], lowered: null },
    });
    expect(beginAs({ expires: 30 }, [], viewer).begin.expiry).toEqual({ kind: "days", days: 30 });
  });
});
