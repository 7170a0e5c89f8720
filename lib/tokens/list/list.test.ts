import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { accessTokens, tokenUses } from "@/drizzle/schema";
import { asNow, issue, seedAccount } from "@/lib/testing/account";
import { testDatabase } from "@/lib/testing/database";
import { seedManyTokens } from "@/lib/testing/many-tokens";
import { tokenPageInput } from "../list-input";
import {
  FACETS,
  NO_FILTERS,
  TOKEN_SORTS,
  TOKEN_STATUSES,
  TOKEN_TABS,
  type TokenFilters,
  type TokenListItem,
  type TokenSort,
  type TokenTab,
} from "../list-view";
import { revokeToken } from "../revoke-token";
import { countTokenTabs } from "./counts";
import { expiryWeeks } from "./expiry-weeks";
import { facetCounts } from "./facet-counts";
import { listTokenPage } from "./list-token-page";

const { db } = await testDatabase();
const account = await seedAccount(db);
let people: Awaited<ReturnType<typeof seedManyTokens>>;
beforeAll(async () => {
  people = await seedManyTokens(db, account);
}, 60_000);

const CREATED: TokenSort = { by: "created", descending: true };
const page = (more: Partial<Parameters<typeof tokenPageInput.parse>[0] & object> = {}, who = people.owner) =>
  asNow(db, who).then((principal) =>
    listTokenPage(db, principal, tokenPageInput.parse({ tab: "all", filters: {}, sort: CREATED, ...more })),
  );

async function everything(tab: TokenTab, filters: Partial<TokenFilters>, sort: TokenSort, size = 25) {
  const items: TokenListItem[] = [];
  for (let after: string | null | undefined; after !== null; ) {
    const found = await page({ tab, filters, sort, size, ...(after ? { after } : {}) });
    items.push(...found.items);
    after = found.after;
  }
  return items;
}

const living = () => everything("all", {}, CREATED, 100);
const every = async () => [...(await living()), ...(await everything("inactive", {}, CREATED, 100))];
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

describe("pages", () => {
  it.each(TOKEN_SORTS.flatMap((by) => [true, false].map((descending) => [by, descending] as const)))(
    "by %s, descending %s: forwards and backwards every token is there once, in one order",
    async (by, descending) => {
      const sort = { by, descending };
      const all = await everything("all", {}, sort);
      expect(new Set(idsOf(all))).toEqual(new Set(idsOf(await living())));
      expect(all).toHaveLength((await living()).length);
      const other = await everything("all", {}, { by, descending: !descending });
      expect(idsOf(other)).toEqual(idsOf(all).toReversed());

      const first = await page({ sort, size: 25 });
      const second = await page({ sort, size: 25, after: first.after });
      expect([first.before, second.before]).toEqual([null, expect.any(String)]);
      const back = await page({ sort, size: 25, before: second.before });
      expect(idsOf(back.items)).toEqual(idsOf(first.items));
      expect(back.before).toBeNull();
    },
  );

  it("what is never used counts as used longest ago, and what never ends ends last", async () => {
    const used = (await everything("all", {}, { by: "lastUsed", descending: true })).map((t) => t.lastUsedAt ?? 0);
    expect(used).toEqual(used.toSorted((a, b) => b - a));
    const ends = (await everything("all", {}, { by: "expires", descending: false })).map(
      (t) => t.expiresAt ?? Infinity,
    );
    expect(ends).toEqual(ends.toSorted((a, b) => (a < b ? -1 : 1)));
    const names = (await everything("all", {}, { by: "name", descending: false })).map((t) => t.name.toLowerCase());
    expect(names).toEqual(names.toSorted());
  });

  it("status goes by urgency, and owners by name", async () => {
    const order = ["expiring", "limited", "paused", "expired", "active"];
    const statuses = (await everything("all", {}, { by: "status", descending: false })).map((t) => t.status);
    expect(statuses).toEqual(statuses.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect(new Set(statuses)).toEqual(new Set(order));
    const owners = (await everything("all", {}, { by: "owner", descending: false })).map(
      ({ member }) => `${member.firstName} ${member.lastName}`.toLowerCase() + member.id,
    );
    expect(owners).toEqual(owners.toSorted());
  });

  it("a cursor that says nothing, or that belongs to another order, gives the first page and says so", async () => {
    const first = await page({ size: 25 });
    expect(first.brokenCursor).toBe(false);
    const other = await page({ size: 25, sort: { by: "name", descending: false } });
    for (const after of [
      "x",
      "",
      "bm90IGpzb24",
      Buffer.from('["-created",0,"x","y"]').toString("base64url"),
      other.after,
    ]) {
      const found = await page({ size: 25, after });
      expect([idsOf(found.items), found.brokenCursor]).toEqual([idsOf(first.items), true]);
    }
  });

  it("a cursor of a token that was revoked since still pages", async () => {
    const all = await everything("all", {}, CREATED);
    const first = await page({ size: 25 });
    const last = first.items.at(-1)?.id ?? "";
    await db.update(accessTokens).set({ revokedAt: sql`now()` }).where(eq(accessTokens.id, last));
    const second = await page({ size: 25, after: first.after });
    expect(idsOf(second.items)).toEqual(idsOf(all).slice(25, 50));
  });
});

describe("filters", () => {
  it.each(TOKEN_SORTS)(
    "by %s, few and many are found alike: picked, walked to, or with the used ones looked for first",
    async (by) => {
      const principal = await asNow(db, people.owner);
      for (const filters of [{ role: ["inline"] }, { type: ["service"] }, { used: "gt30d" }, { q: "ci" }] as const)
        for (const descending of [true, false]) {
          const query = tokenPageInput.parse({ tab: "all", filters, sort: { by, descending }, size: 100 });
          const picked = await listTokenPage(db, principal, query);
          expect(picked.items.length).toBeGreaterThan(2);
          for (const pickedTo of [0, 2, picked.items.length - 1]) {
            const found = await listTokenPage(db, principal, query, pickedTo);
            expect([idsOf(found.items), found.count], `${pickedTo}`).toEqual([idsOf(picked.items), picked.count]);
          }
        }
    },
  );

  it.each(TOKEN_STATUSES)("%s finds exactly what shows it, whether living or ended", async (status) => {
    const shown = (await every()).filter((token) => token.status === status);
    expect(shown.length).toBeGreaterThan(0);
    const found = await everything("all", { status: [status] }, CREATED);
    expect(new Set(idsOf(found))).toEqual(new Set(idsOf(shown)));
  });

  it("statuses of living and ended tokens together stay in one order", async () => {
    for (const by of ["name", "created", "status"] as const) {
      const found = await everything("all", { status: ["active", "revoked"] }, { by, descending: false });
      expect(new Set(found.map((token) => token.status))).toEqual(new Set(["active", "revoked"]));
      if (by === "name")
        expect(found.map((t) => t.name.toLowerCase())).toEqual(found.map((t) => t.name.toLowerCase()).toSorted());
    }
  });

  it.each([
    [{ type: ["service"] }, (t: TokenListItem) => t.kind === "service"],
    [{ used: "never" }, (t) => t.lastUsedAt === null],
    [{ used: "telemetry" }, (t) => t.lastUsedAt === null && t.telemetryUsedAt !== null],
    [{ used: "lt7d" }, (t) => t.lastUsedAt !== null && t.lastUsedAt > Date.now() - 7 * 86_400_000],
    [{ used: "gt30d" }, (t) => t.lastUsedAt !== null && t.lastUsedAt < Date.now() - 30 * 86_400_000],
    [{ exp: "none" }, (t) => t.expiresAt === null],
    [
      { exp: "lt7d" },
      (t) => t.expiresAt !== null && t.expiresAt > Date.now() && t.expiresAt < Date.now() + 7 * 86_400_000,
    ],
    [{ flag: ["unconfirmed"] }, (t) => !t.secretConfirmed],
    [{ role: ["owner"] }, (t) => t.role.source === "base" && t.role.baseRole === "owner"],
    [{ role: ["inline", "custom:deployers"] }, (t) => t.role.source !== "base"],
    [{ owner: ["removed"] }, (t) => t.member.removed],
  ] as [Partial<TokenFilters>, (token: TokenListItem) => boolean][])("%j", async (filters, shows) => {
    const shown = (await living()).filter(shows);
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(idsOf(await everything("all", filters, CREATED)))).toEqual(new Set(idsOf(shown)));
  });

  it("days are of UTC, the last one included", async () => {
    const [token] = await living();
    const day = new Date(token?.createdAt ?? 0).toISOString().slice(0, 10);
    const found = await everything("all", { created: { from: day, to: day } }, CREATED);
    const shown = (await living()).filter((t) => new Date(t.createdAt).toISOString().startsWith(day));
    expect(new Set(idsOf(found))).toEqual(new Set(idsOf(shown)));
  });
});

it("uses know that their token has ended, also where the first use and the end meet", async () => {
  const other = await seedAccount(db);
  const owner = await other.join("owner");
  for (let round = 0; round < 15; round++) {
    const { token } = await issue(db, owner);
    await Promise.all([
      revokeToken(db, owner.principal, { id: token.id, reason: "" }),
      db.execute(sql`insert into token_uses (token_id, account_id, rest_at) values (${token.id}, ${other.id}, now())`),
    ]);
  }
  const uses = await db.select({ ended: tokenUses.ended }).from(tokenUses).where(eq(tokenUses.accountId, other.id));
  expect(uses).toEqual(Array.from({ length: 15 }, () => ({ ended: true })));
});

describe("search", () => {
  it.each([
    ["EPLOY-b", (t: TokenListItem) => /eploy-b/i.test(t.name)],
    ["no", (t) => /(^|[^a-z0-9])no/i.test(t.name)], // two letters: where a word begins
    ["m", (t) => /(^|[^a-z0-9])m/i.test(t.name)],
    ["%", () => false],
    ["nothing like it", () => false],
  ] as [string, (token: TokenListItem) => boolean][])("%j", async (q, shows) => {
    const found = await everything("all", { q }, CREATED);
    const shown = (await living()).filter(shows);
    expect(new Set(idsOf(found))).toEqual(new Set(idsOf(shown)));
  });

  it("by the last four, by what is left of a whole secret, and by the owner's address", async () => {
    const [token] = (await living()).filter(({ kind }) => kind === "service");
    const tail = token?.secretTail ?? "";
    expect(idsOf(await everything("all", { q: tail }, CREATED))).toContain(token?.id);
    for (const q of [`lks_…${tail}`, `lks_${"x".repeat(45)}${tail}`])
      expect(idsOf(await everything("all", { q }, CREATED))).toContain(token?.id);
    expect(await everything("all", { q: `lkp_…${tail}` }, CREATED)).toEqual([]);
    const theirs = await everything("all", { q: people.reader.email.slice(0, 20) }, CREATED);
    expect(new Set(theirs.map((t) => t.member.id))).toEqual(new Set([people.reader.id]));
  });
});

describe("tabs and counts", () => {
  it("each tab counts what it lists", async () => {
    const counts = await countTokenTabs(db, await asNow(db, people.owner));
    for (const tab of TOKEN_TABS) {
      const found = await everything(tab, {}, CREATED);
      expect([tab, counts[tab]]).toEqual([tab, { n: found.length, capped: false }]);
      expect((await page({ tab })).count.n).toBe(found.length);
    }
  });

  it("what needs attention is what has a reason, and every reason is met", async () => {
    const listed = await everything("attention", {}, { by: "name", descending: false });
    const reasoned = (await living()).filter((token) => token.attention.length > 0);
    expect(new Set(idsOf(listed))).toEqual(new Set(idsOf(reasoned)));
    const kinds = new Set(listed.flatMap((token) => token.attention.map(({ kind }) => kind)));
    expect([...kinds].sort()).toEqual([
      "expiring",
      "limited",
      "neverUsed",
      "noExpiry",
      "orphan",
      "stale",
      "unconfirmed",
    ]);
  });

  it.each(FACETS)("each value of %s counts what it would list", async (facet) => {
    const principal = await asNow(db, people.owner);
    const filters = { ...NO_FILTERS, type: ["personal" as const], q: "deploy" };
    const counts = await facetCounts(db, principal, { tab: "all", filters, facet, search: "" });
    expect(counts.length).toBeGreaterThan(1);
    for (const { value, count } of counts) {
      const chosen = facet === "used" || facet === "exp" ? value : [value];
      const found = await everything("all", { ...filters, [facet]: chosen } as Partial<TokenFilters>, CREATED);
      expect([value, count.n]).toEqual([value, found.length]);
    }
  });

  it("the weeks of expiry hold every token that still ends, and those without an end", async () => {
    const { weeks, none } = await expiryWeeks(db, await asNow(db, people.owner), { tab: "all", filters: NO_FILTERS });
    const all = await living();
    const sum = weeks.reduce((total, week) => total + week.personal + week.service, 0);
    expect(weeks).toHaveLength(12);
    expect(sum).toBe(all.filter(({ expiresAt }) => expiresAt !== null && expiresAt > Date.now()).length);
    expect(none.personal + none.service).toBe(all.filter(({ expiresAt }) => expiresAt === null).length);
    const [first] = weeks;
    const within = await everything("all", { exp: { from: first?.from ?? "", to: first?.to ?? "" } }, CREATED);
    expect(within.filter(({ status }) => status !== "expired")).toHaveLength(
      (first?.personal ?? 0) + (first?.service ?? 0),
    );
  });
});
