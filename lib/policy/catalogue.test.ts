import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ACTION_GROUPS } from "./action";
import { CATALOGUE, catalogueWith, kindOf } from "./catalogue";
import { CATALOGUE_DATA } from "./catalogue-data";
import { nearestName } from "./nearest";

const action = (key: string, name: string) => kindOf(key)?.actions.find((known) => known.name === name);

describe("the catalogue", () => {
  test("every kind is there once, and so is every action of a kind", () => {
    expect(new Set(CATALOGUE.map(({ key }) => key)).size).toBe(CATALOGUE.length);
    expect(CATALOGUE.length).toBe(44);
    for (const { actions } of CATALOGUE) expect(new Set(actions.map(({ name }) => name)).size).toBe(actions.length);
  });

  test("every kind can be viewed by a name that a Reader holds (ruling R41)", () => {
    for (const { key, actions } of CATALOGUE)
      expect([key, actions.some(({ name, group }) => group === "view" && name.startsWith("view"))]).toEqual([
        key,
        true,
      ]);
  });

  test("every action has a group and a label that reads as a sentence begins", () => {
    for (const { group, label } of CATALOGUE.flatMap(({ actions }) => actions)) {
      expect(ACTION_GROUPS).toContain(group);
      expect(label).toMatch(/^[A-Z][\w ]+$/);
    }
    expect(action("proj:env:flag", "updateRules")).toMatchObject({ group: "edit", label: "Update targeting rules" });
    expect(action("acct", "updateSamlSsoUrl")).toMatchObject({ group: "edit", label: "Update SAML SSO URL" });
    expect(action("member", "updateRole")).toMatchObject({ group: "manage" });
    expect(action("proj:env:flag", "createFlag")).toMatchObject({ group: "create" });
    expect(action("proj:env:flag", "deleteFlag")).toMatchObject({ group: "delete" });
  });

  test("our own actions are in it, and a service token's permissions are nothing to change (rulings R10, R43)", () => {
    expect(action("acct", "sendTelemetry")).toBeDefined();
    expect(action("acct", "updateTokenRules")).toBeDefined();
    expect(action("acct", "updateVocabulary")).toMatchObject({ group: "edit", label: "Update vocabulary" });
    expect(action("acct", "viewAuditLog")).toMatchObject({ group: "view" });
    expect(action("acct", "exportAuditLog")).toMatchObject({ group: "manage", label: "Export the audit log" });
    expect(action("member:token", "updateAccessTokenExpiry")).toBeDefined();
    expect(action("service-token", "updateAccessTokenExpiry")).toBeDefined();
    expect(action("service-token", "updateAccessTokenPolicy")).toBeUndefined();
  });

  test.each([
    ["proj/web:env/*;{critical:true}:flag/x;beta", "proj:env:flag"],
    ["proj/*:env/*:/flag/*", "proj:env:flag"],
    ["proj/*:env/*:flag/*;view:checkout", "proj:env:flag"],
    ["acct", "acct"],
    ["member/1:token/2", "member:token"],
    ["api/orders:path/refunds", undefined],
  ])("%s names the kind %s", (specifier, key) => {
    expect(kindOf(specifier)?.key).toBe(key);
  });

  test("a slip of the pen finds the name that was meant, and a name of the user's own finds none", () => {
    const names = CATALOGUE.flatMap(({ actions }) => actions.map(({ name }) => name));
    expect(nearestName("updateRulse", names)).toBe("updateRules");
    expect(nearestName("UPDATERULES", names)).toBe("updateRules");
    expect(nearestName("refundOrder", names)).toBeNull();
  });

  test("an account's own kinds stand after it, and are known there alone", () => {
    const own = { key: "api:path", specifier: "api/*:path/*", label: "Paths", singular: "path", actions: [] };
    const wider = catalogueWith([own]);
    expect(kindOf("api/orders:path/refunds", wider)).toBe(own);
    expect(kindOf("proj/web:env/*:flag/x", wider)?.label).toBe("Flags");
    expect(kindOf("api/orders:path/refunds")).toBeUndefined();
    expect(wider.slice(0, CATALOGUE.length)).toEqual(CATALOGUE);
    expect(catalogueWith([])).toBe(CATALOGUE);
  });

  test("its data travels light", () => {
    expect(gzipSync(CATALOGUE_DATA).length).toBeLessThan(5000);
  });
});
