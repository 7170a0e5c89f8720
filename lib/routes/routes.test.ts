import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { auditEntries } from "@/drizzle/schema";
import { auditQueryInput } from "@/lib/audit/input";
import { listAuditEntries } from "@/lib/audit/list-audit-entries";
import { lastSaved } from "@/lib/settings/last-saved";
import { asNow, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { allow, giveRoles, seedRole } from "@/lib/testing/roles";
import { saveRoutesInput } from "./input";
import { readRoutes } from "./read-routes";
import { saveRoutes } from "./save-routes";

const { db } = await testDatabase();

const ORDER = { path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" };
const REST = { path: "/**", action: "callApi", resource: "api/orders" };
const input = (seen: string | null, ...routes: object[]) => saveRoutesInput.parse({ seen, routes });

describe("route rules", () => {
  test("a Writer neither sees nor saves them; a role may give just that", async () => {
    const account = await seedAccount(db);
    const [owner, writer] = [await account.join("owner"), await account.join("writer")];
    const forbidden = (action: string) => ({ ok: false, error: { kind: "forbidden", action, resource: "acct" } });
    expect(await readRoutes(db, writer.principal)).toEqual(forbidden("viewGateways"));
    expect(await saveRoutes(db, writer.principal, input(null, ORDER))).toEqual(forbidden("updateGatewayRoutes"));
    const role = await seedRole(db, owner, [allow("updateGatewayRoutes", "acct"), allow("viewGateways", "acct")]);
    await giveRoles(db, owner, writer, [role]);
    expect((await saveRoutes(db, await asNow(db, writer), input(null, ORDER))).ok).toBe(true);
  });

  test("are of one account, and saved whole in their order", async () => {
    const [ours, theirs] = [await seedAccount(db), await seedAccount(db, "Other")];
    const owner = await ours.join("owner");
    const saved = await saveRoutes(db, owner.principal, input(null, ORDER, REST));
    expect(await readRoutes(db, owner.principal)).toEqual(saved);
    expect(saved).toMatchObject({ value: { routes: [ORDER, REST] } });
    expect(await readRoutes(db, (await theirs.join("owner")).principal)).toEqual({
      ok: true,
      value: { revision: null, routes: [] },
    });
  });

  test("are refused to the second of two who read the same", async () => {
    const account = await seedAccount(db);
    const [owner, admin] = [await account.join("owner"), await account.join("admin")];
    const both = await Promise.all([
      saveRoutes(db, owner.principal, input(null, ORDER)),
      saveRoutes(db, admin.principal, input(null, REST)),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ error: { kind: "changed_since" } });
  });

  test("are told in one entry of the log with what came and went; the same again is no change", async () => {
    const account = await seedAccount(db);
    const { principal } = await account.join("owner");
    const first = await saveRoutes(db, principal, input(null, ORDER));
    const seen = first.ok ? first.value.revision : null;
    expect(await saveRoutes(db, principal, input(seen, ORDER))).toEqual(first);
    expect((await saveRoutes(db, principal, input(seen, { ...REST, methods: ["POST"], host: "a.example" }))).ok).toBe(
      true,
    );
    const log = await listAuditEntries(db, principal, auditQueryInput.parse({ limit: 5 }));
    const items = log.ok ? log.value.items.filter(({ action }) => action === "updateGatewayRoutes") : [];
    expect(items.map(({ title }) => title)).toEqual([
      "Mo owner changed the route rules",
      "Mo owner changed the route rules",
    ]);
    const [, last] = await db
      .select({ details: auditEntries.details })
      .from(auditEntries)
      .where(and(eq(auditEntries.accountId, account.id), eq(auditEntries.action, "updateGatewayRoutes")))
      .orderBy(auditEntries.id);
    expect(last?.details).toEqual({
      before: { rules: 1 },
      after: { rules: 1 },
      added: ["POST a.example/** → callApi api/orders"],
      removed: ["* /orders/{id} → viewOrder api/orders:order/{id}"],
    });
    expect(await lastSaved(db, principal, "updateGatewayRoutes")).toMatchObject({ by: "Mo owner" });
  });
});
