import { describe, expect, test } from "vitest";
import { duplicateHref, LINK_MAX, type Prefill, prefillHref, readPrefill } from "./prefill";

const paramsOf = (href: string) => Object.fromEntries(new URL(href, "http://x").searchParams);
const POLICY = [{ effect: "allow", actions: ["*"], resources: ["proj/café:env/*"] }] as const;

describe("links that fill in the form of a new token (ux 3.2.7)", () => {
  test("what a link is made of is read back from it", () => {
    const prefill: Prefill = {
      name: "déploy 🔑",
      note: "a & b",
      type: "service",
      role: "inline",
      expires: 90,
      policy: POLICY,
    };
    expect(readPrefill(paramsOf(prefillHref(prefill)))).toEqual({ given: prefill, unusable: [] });
    expect(readPrefill(paramsOf(prefillHref({ role: "custom", roles: ["a", "b.c"], expires: "never" })))).toEqual({
      given: { role: "custom", roles: ["a", "b.c"], expires: "never" },
      unusable: [],
    });
  });

  test.each([
    ["policy", "###"],
    ["policy", btoa("{}")],
    ["policy", btoa("[]")],
    ["role", "god"],
    ["type", "machine"],
    ["expires", "5y"],
    ["expires", "__proto__"],
    ["name", "x".repeat(101)],
  ])("%s=%s is left out and told, never guessed", (part, value) => {
    expect(readPrefill({ [part]: value })).toEqual({ given: {}, unusable: [part] });
  });

  test("a part that is there twice is not taken, and more than 4 KB are not looked at", () => {
    expect(readPrefill({ name: ["a", "b"] })).toEqual({ given: {}, unusable: ["name"] });
    expect(readPrefill({ name: "a", policy: "A".repeat(LINK_MAX) })).toEqual({
      given: {},
      unusable: ["name", "policy"],
    });
  });

  test("a duplicate has the same type, note, permissions and lifetime, under a name of its own", () => {
    const token = {
      name: "deploy",
      description: "CI",
      kind: "personal",
      role: {
        source: "custom",
        roles: [
          { id: "1", key: "ops", name: "Ops", deleted: false },
          { id: "2", key: "old", name: "Old", deleted: true },
        ],
      },
      createdAt: 0,
      expiresAt: 30 * 86_400_000,
    } as const;
    const href = duplicateHref({ ...token, role: { ...token.role, roles: [...token.role.roles] } });
    expect(readPrefill(paramsOf(href)).given).toEqual({
      name: "deploy copy",
      note: "CI",
      type: "personal",
      role: "custom",
      roles: ["ops"],
      expires: 30,
    });
  });

  test("a policy too long for a link is left out of it, and nothing else", () => {
    const long = Array.from({ length: 50 }, (_, i) => ({
      ...POLICY[0],
      resources: [`proj/p${i}:env/${"x".repeat(80)}`],
    }));
    const params = paramsOf(prefillHref({ name: "a", role: "inline", policy: long }));
    expect(params).toEqual({ name: "a", role: "inline" });
  });
});
