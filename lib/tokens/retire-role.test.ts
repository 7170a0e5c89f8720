import { expect, test } from "vitest";
import { auditQueryInput } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { decide } from "@/lib/policy/decide";
import { createRole } from "@/lib/roles/create-role";
import { getRole } from "@/lib/roles/get-role";
import { asNow, issue, NOWHERE, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { retireRoleInput } from "./input";
import { retireRole } from "./retire-role";
import { verifyToken } from "./verify-token";

const { db } = await testDatabase();
const SEE = allow("viewProject", "proj/*");
const FLAG = "proj/web:env/test:flag/x";

async function can(secret: string, action: string, resource = FLAG) {
  const verified = await verifyToken(db, secret, NOWHERE);
  return verified.status === "valid" ? decide(verified.principal.grants, { action, resource }).effect : verified.status;
}

async function scene() {
  const account = await seedAccount(db);
  const owner = await account.join("owner");
  const role = await seedRole(db, owner, [SEE, allow("updateOn", "proj/*:env/*:flag/*")], { key: "deployers" });
  const other = await seedRole(db, owner, [SEE, allow("createFlag", "proj/*:env/*:flag/*")], { key: "makers" });
  const custom = (...roles: string[]) => ({ role: { source: "custom" as const, roles } });
  const made = {
    personal: await issue(db, owner, { name: "personal", ...custom("deployers") }),
    service: await issue(db, owner, { name: "service", kind: "service", ...custom("deployers") }),
    swapped: await issue(db, owner, { name: "swapped", ...custom("deployers") }),
    doomed: await issue(db, owner, { name: "doomed", ...custom("deployers") }),
  };
  const retire = (input: object) =>
    retireRole(db, owner.principal, retireRoleInput.parse({ role: "deployers", ...input }));
  return { account, owner, role, other, made, retire, custom };
}

test("a token of which nothing was chosen stops the deletion, and nothing is done to any", async () => {
  const { owner, made, retire } = await scene();
  const { doomed, service, personal } = made;
  const fates = [
    { id: doomed.token.id, fate: { kind: "revoke" } },
    { id: service.token.id, fate: { kind: "freeze" } },
    { id: personal.token.id, fate: { kind: "freeze" } },
  ];
  expect(await retire({ fates })).toEqual({ ok: false, error: { kind: "changed_since", what: "custom role" } });
  expect(await can(doomed.secret, "updateOn")).toBe("allow");
  expect((await getRole(db, owner.principal, "deployers")).ok).toBe(true);
});

test("what the roles of a token give cannot always be one policy: then all of it is refused", async () => {
  const { owner, made, retire, custom } = await scene();
  await seedRole(db, owner, [allow("*", "*"), deny("updateOn", "*")], { key: "restricted" });
  const { secret } = await issue(db, owner, { name: "mixed", ...custom("deployers", "restricted") });
  const refused = await retire({ fates: [], others: { kind: "freeze" } });
  expect(refused).toMatchObject({ ok: false, error: { kind: "invalid_input" } });
  expect(JSON.stringify(refused)).toContain("What the roles of mixed give can't be kept in one policy.");
  expect(await can(secret, "updateOn")).toBe("allow");
  expect(await can(made.service.secret, "updateOn")).toBe("allow");
});

test("a service token is not given another role, and who may not end a token chooses nothing for it", async () => {
  const { account, owner, made, retire, other } = await scene();
  const replace = { kind: "replace", role: other.key };
  expect(await retire({ fates: [], others: replace })).toEqual({ ok: false, error: { kind: "permissions_fixed" } });
  const deleter = await account.join("reader");
  const only = await seedRole(db, owner, [allow(["deleteRole", "viewRole"], "role/*")], { basePermissions: "reader" });
  await giveRoles(db, owner, deleter, [only]);
  const asked = retireRoleInput.parse({ role: "deployers", fates: [], others: { kind: "freeze" } });
  expect(await retireRole(db, await asNow(db, deleter), asked)).toMatchObject({ ok: false });
  expect(await can(made.service.secret, "updateOn")).toBe("allow");
  const reader = await account.join("reader");
  expect(await retireRole(db, reader.principal, asked)).toMatchObject({ ok: false });
});

test("each token meets with what was chosen, in one transaction, and the log says so of each", async () => {
  const { owner, made, retire, other } = await scene();
  const fates = [
    { id: made.swapped.token.id, fate: { kind: "replace", role: other.key } },
    { id: made.doomed.token.id, fate: { kind: "revoke" } },
  ];
  expect(await retire({ fates, others: { kind: "freeze" } })).toEqual({ ok: true, value: { tokens: 4 } });
  for (const { secret } of [made.personal, made.service]) {
    expect(await can(secret, "updateOn")).toBe("allow");
    expect(await can(secret, "createFlag")).toBe("deny");
  }
  expect(await can(made.swapped.secret, "createFlag")).toBe("allow");
  expect(await can(made.swapped.secret, "updateOn")).toBe("deny");
  expect(await can(made.doomed.secret, "updateOn")).toBe("dead");
  expect(await getRole(db, owner.principal, "deployers")).toMatchObject({ ok: false });

  const page = await listAuditEntries(db, owner.principal, auditQueryInput.parse({ limit: 5 }));
  if (!page.ok) throw new Error(page.error.kind);
  expect(page.value.items.map(({ title }) => title).toSorted()).toEqual([
    "Mo owner changed the permissions of the token personal",
    "Mo owner changed the permissions of the token service",
    "Mo owner changed the permissions of the token swapped",
    "Mo owner deleted the role Role deployers",
    "Mo owner revoked the token doomed",
  ]);
  expect(page.value.items.filter(({ comment }) => comment === "The role Role deployers was deleted")).toHaveLength(4);
});

test("a frozen token keeps the values of its role's attributes, and follows the role no more", async () => {
  const { account, owner } = await scene();
  const pattern = "proj/$".concat("{roleAttribute/project}");
  const made = await createRole(db, owner.principal, {
    key: "support",
    name: "Support",
    description: "",
    basePermissions: "no_access",
    resourceCategory: null,
    comment: "",
    policy: [SEE, allow("updateOn", `${pattern}:env/*:flag/*`), allow("createAccessToken", "member/*:token/*")],
  });
  if (!made.ok) throw new Error(made.error.kind);
  const helper = await account.join("reader");
  await giveRoles(db, owner, helper, [made.value], { project: ["web", "app"] });
  const held = { principal: await asNow(db, helper) };
  const { secret } = await issue(db, held, { role: { source: "custom", roles: ["support"] } });
  const asked = retireRoleInput.parse({ role: "support", fates: [], others: { kind: "freeze" } });
  expect(await can(secret, "updateOn", "proj/app:env/test:flag/x")).toBe("allow");
  expect((await retireRole(db, owner.principal, asked)).ok).toBe(true);
  // Its member has nothing of the role any more, and a personal token never has more than its member.
  expect(await can(secret, "updateOn", "proj/app:env/test:flag/x")).toBe("deny");
  const back = await seedRole(db, owner, [SEE, allow("*", "proj/*:env/*:flag/*")]);
  await giveRoles(db, owner, helper, [back]);
  expect(await can(secret, "updateOn", "proj/app:env/test:flag/x")).toBe("allow");
  expect(await can(secret, "updateOn", "proj/else:env/test:flag/x")).toBe("deny");
});
