import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { accessTokens, auditEntries } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { asNow, issue, NOWHERE, seedAccount, type TestMember } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { seedManyTokens } from "@/lib/testing/many-tokens";
import { allow, deny, giveRoles, seedRole } from "@/lib/testing/roles";
import { bulkInput, exportInput, tokenFiltersInput } from "../list-input";
import { FACETS, NO_FILTERS, TOKEN_SORTS, TOKEN_STATUSES, TOKEN_TABS, USED_FILTERS } from "../list-view";
import { verifyToken } from "../verify-token";
import { seesEverybodys } from "../visibility";
import { countChangesSince } from "./count-changes-since";
import { countTokenTabs } from "./counts";
import { expiryWeeks } from "./expiry-weeks";
import { exportTokens } from "./export-tokens";
import { facetCounts } from "./facet-counts";
import { filterNames } from "./filter-names";
import { listTokenPage } from "./list-token-page";
import { pauseTokens } from "./pause-tokens";
import { previewBulk } from "./preview-bulk";

const { db } = await testDatabase();
const account = await seedAccount(db);
const principals: Principal[] = [];
let people: TestMember[] = [];

beforeAll(async () => {
  const { owner, admin, reader, fallen } = await seedManyTokens(db, account);
  const restricted = await account.join("writer");
  const manager = await account.join("reader");
  const blind = await account.join("no_access");
  await issue(db, manager, { name: "manager's" });
  const denied = await seedRole(db, owner, [
    allow("*", "*"),
    deny("deleteAccessToken", "member/*:token/*"),
    deny("*", "acct"),
  ]);
  const some = await seedRole(db, owner, [
    allow("deleteAccessToken", [`member/${reader.id}:token/*`, "service-token/*"]),
  ]);
  await giveRoles(db, owner, restricted, [denied]);
  await giveRoles(db, owner, manager, [some]);
  people = [owner, admin, reader, fallen, restricted, manager, blind];
  for (const person of people) principals.push(await asNow(db, person));
  for (const role of ["reader", "admin"] as const) {
    const made = await issue(db, owner, { role, kind: "service" });
    const found = await verifyToken(db, made.secret, NOWHERE);
    if (found.status === "valid") principals.push(found.principal);
  }
}, 60_000);

/** Told apart from the queries: own personal tokens and all service tokens, or everything (ruling R9). */
async function viewOf(principal: Principal): Promise<Set<string>> {
  const rows = await db.select().from(accessTokens).where(eq(accessTokens.accountId, account.id));
  const all = seesEverybodys(principal);
  const seen = rows.filter((row) => all || row.kind === "service" || row.memberId === principal.memberId);
  return new Set(seen.map(({ id }) => id));
}

const filters = fc.record({
  q: fc.constantFrom("", "", "de", "bot", "acme", "x"),
  status: fc.subarray([...TOKEN_STATUSES], { maxLength: 2 }),
  type: fc.subarray(["personal", "service"] as const),
  owner: fc.constantFrom<string[]>([], [], ["removed"]),
  role: fc.subarray(["reader", "owner", "inline", "custom:deployers"]),
  used: fc.option(fc.constantFrom(...USED_FILTERS)),
  flag: fc.subarray(["unconfirmed"] as const),
});
const asked = fc.record({
  who: fc.nat({ max: 8 }),
  tab: fc.constantFrom(...TOKEN_TABS),
  filters,
  owner: fc.option(fc.nat({ max: 6 })),
  facet: fc.constantFrom(...FACETS),
  sort: fc.record({ by: fc.constantFrom(...TOKEN_SORTS), descending: fc.boolean() }),
});

describe("whoever asks", () => {
  it("no page, count, value, week, file or preview holds a token out of their view (R9)", async () => {
    await fc.assert(
      fc.asyncProperty(asked, async ({ who, tab, owner, facet, sort, ...more }) => {
        const principal = principals[who % principals.length] as Principal;
        const view = await viewOf(principal);
        const ids = owner === null ? more.filters.owner : [people[owner]?.id ?? ""];
        const set = { tab, filters: tokenFiltersInput.parse({ ...more.filters, owner: ids }) };
        const page = await listTokenPage(db, principal, { ...set, sort, size: 100 });
        const found = page.items.map(({ id }) => id);
        expect(found.filter((id) => !view.has(id))).toEqual([]);
        expect(page.count.n).toBe(found.length);

        const facets = await facetCounts(db, principal, { ...set, facet, search: "" });
        for (const { count } of facets) expect(count.n).toBeLessThanOrEqual(view.size);
        const { weeks, none } = await expiryWeeks(db, principal, set);
        const ends = weeks.reduce((sum, week) => sum + week.personal + week.service, none.personal + none.service);
        expect(ends).toBeLessThanOrEqual(view.size);
        const { n } = await countChangesSince(db, principal, { tab: "all", filters: NO_FILTERS, since: 0 });
        expect(n).toBeLessThanOrEqual(view.size);

        const preview = await previewBulk(db, principal, { all: true, ...set, except: [] });
        const named = [...preview.ids, ...preview.skipped.map(({ id }) => id)];
        expect(named.filter((id) => !found.includes(id))).toEqual([]);
        const taken = await exportTokens(db, principal, exportInput.parse({ ...set, sort }));
        let file = "";
        if (taken.ok) for await (const piece of taken.value) file += piece;
        const lines = file.split("\r\n").slice(1, -1);
        expect(lines.map((line) => /[0-9a-f]{24}/.exec(line)?.[0])).toEqual(found);
      }),
      { numRuns: Number(process.env["RUNS"] ?? 60) },
    );
  }, 120_000);

  it("each tab counts what is in their view", async () => {
    for (const principal of principals) {
      const view = await viewOf(principal);
      const counts = await countTokenTabs(db, principal);
      expect(counts.all.n + counts.inactive.n).toBe(view.size);
    }
  });

  it("the names of people who have no token in their view are not told", async () => {
    const ids = people.map(({ id }) => id);
    const [, , reader] = principals as [Principal, Principal, Principal];
    const named = await filterNames(db, reader, { owner: ids, role: [] });
    const rows = await db.select().from(accessTokens).where(eq(accessTokens.accountId, account.id));
    const makers = new Set(rows.filter(({ kind }) => kind === "service").map(({ memberId }) => memberId));
    for (const id of ids) expect(id in named).toBe(id === reader.memberId || makers.has(id));
  });

  it("an act on every id there is touches only what they may manage", async () => {
    const rows = await db.select().from(accessTokens).where(eq(accessTokens.accountId, account.id));
    const reader = principals[2] as Principal;
    const outcome = await pauseTokens(db, reader, bulkInput.parse({ ids: rows.map(({ id }) => id).slice(0, 100) }));
    const done = outcome.ok ? outcome.value.done : [];
    expect(done.length).toBeGreaterThan(0);
    const mine = new Set(
      rows.filter((r) => r.kind === "personal" && r.memberId === reader.memberId).map(({ id }) => id),
    );
    expect(done.filter((id) => !mine.has(id))).toEqual([]);
    const named = outcome.ok ? outcome.value.failed.filter(({ name }) => name !== "").map(({ id }) => id) : [];
    const view = await viewOf(reader);
    expect(named.filter((id) => !view.has(id))).toEqual([]);
  });
});

it("a file runs no formula, and that it was taken is in the log", async () => {
  const other = await seedAccount(db);
  const owner = await other.join("owner");
  await issue(db, owner, { name: '=HYPERLINK("http://x")' });
  const taken = await exportTokens(
    db,
    owner.principal,
    exportInput.parse({ tab: "all", filters: {}, sort: { by: "name", descending: false } }),
  );
  let file = "";
  if (taken.ok) for await (const piece of taken.value) file += piece;
  expect(file).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(file).not.toMatch(/(^|,)"[=+\-@]/m);
  const entries = await db
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(sql`account_id = ${other.id} and action = 'exportAccessTokens'`);
  expect(entries).toHaveLength(1);
});
