import { describe, expect, test } from "vitest";
import { TOKEN_TABS } from "@/lib/tokens/list-view";
import { NO_FILTERS } from "./list-filters";
import { type ListQuery, listHref, readListQuery, sameTokens, sortBy, viewHref } from "./list-query";

const read = (address: string, views: readonly ListQuery["view"][] = TOKEN_TABS) => {
  const params: Record<string, string | string[]> = {};
  const search = new URL(address, "http://latchkey.test").searchParams;
  for (const name of search.keys()) {
    const values = search.getAll(name);
    params[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return readListQuery(params, views);
};

const OWNER = "65f0c0ffee65f0c0ffee0001";

describe("what an address gets wrong is left out, and said once", () => {
  const broken = [
    "/tokens?view=everything",
    "/tokens?sort=colour",
    "/tokens?sort=--name",
    "/tokens?size=1000",
    "/tokens?status=asleep",
    "/tokens?type=robot",
    "/tokens?owner=me%27--",
    "/tokens?role=root",
    "/tokens?role=custom:",
    "/tokens?used=ever",
    "/tokens?exp=2026-02-30..2026-03-01",
    "/tokens?exp=2026-03-02..2026-03-01",
    "/tokens?created=2026-03-02",
    "/tokens?flag=red",
    "/tokens?after=%00%00",
    "/tokens?colour=red",
  ];
  test.each(broken)("%s is the plain list with one note", (address) => {
    const { query, unknown } = read(address);
    expect(unknown).toBe(true);
    expect(query).toEqual(read("/tokens").query);
  });

  test("what is known beside it still holds", () => {
    const { query, unknown } = read("/tokens?status=limited,asleep,limited&type=service");
    expect(unknown).toBe(true);
    expect(query.filters).toEqual({ ...NO_FILTERS, status: ["limited"], type: ["service"] });
  });

  test("a tab that the viewer does not have is the first that the viewer has", () => {
    expect(read("/tokens?view=all", ["mine", "service"])).toMatchObject({ query: { view: "mine" }, unknown: true });
  });

  test("of very many values so many are read as a query may carry", () => {
    const many = Array.from({ length: 80 }, (_, i) => OWNER.slice(0, 22) + String(i).padStart(2, "0"));
    const { query, unknown } = read(`/tokens?owner=${many.join(",")}`);
    expect(query.filters.owner).toHaveLength(50);
    expect(unknown).toBe(true);
  });

  test("an empty parameter, as a form sends it, is none", () => {
    expect(read("/tokens?q=&status=")).toEqual(read("/tokens"));
    expect(read("/tokens?q=&status=").unknown).toBe(false);
  });
});

describe("an address says all that a list is, and reading it gives the same list", () => {
  const addresses = [
    "/tokens?view=all",
    "/tokens?view=mine&sort=-lastUsed",
    "/tokens?view=all&q=deploy%20%26%20%25_",
    `/tokens?view=all&status=active,limited&type=service&owner=${OWNER},removed&role=writer,inline,custom:deployers`,
    "/tokens?view=attention&used=gt90d&exp=lt7d&flag=unconfirmed,oldSecret",
    "/tokens?view=inactive&exp=2026-11-23..2026-11-29&created=2026-01-01..2026-06-30",
    "/tokens?view=service&sort=name&size=100&after=eyJhIjoxfQ",
    "/tokens?view=service&size=25&before=eyJhIjoxfQ",
  ];
  test.each(addresses)("%s", (address) => {
    const { query, unknown } = read(address);
    expect(unknown).toBe(false);
    expect(listHref(query, { cursor: query.cursor })).toBe(address);
  });

  test("values in another order are the same list", () => {
    expect(read("/tokens?view=all&status=limited,active").query).toEqual(
      read("/tokens?view=all&status=active,limited").query,
    );
  });

  test("a parameter given twice, as a form without a script gives it, is one list", () => {
    expect(read("/tokens?status=active&status=limited").query.filters.status).toEqual(["active", "limited"]);
  });
});

describe("going elsewhere in the list", () => {
  const deep = read("/tokens?view=all&status=active&sort=name&size=25&after=eyJ").query;

  test("another filter, order or size begins at the first page", () => {
    expect(listHref(deep, { q: "x" })).toBe("/tokens?view=all&q=x&status=active&sort=name&size=25");
    expect(listHref(deep, { size: 100 })).toBe("/tokens?view=all&status=active&sort=name&size=100");
  });

  test("another tab keeps the filters and a chosen order, but no order that came with the tab", () => {
    expect(viewHref(deep, "mine")).toBe("/tokens?view=mine&status=active&sort=name&size=25");
    expect(viewHref(read("/tokens?view=all").query, "mine")).toBe("/tokens?view=mine");
    expect(read("/tokens?view=mine").query.sort).toEqual({ by: "created", descending: true });
    expect(read("/tokens?view=all").query.sort).toEqual({ by: "lastUsed", descending: true });
  });

  test("a selection outlives order, size and page, and nothing else", () => {
    const plain = read("/tokens?view=all&status=active").query;
    expect(sameTokens(deep)).toBe(sameTokens(plain));
    for (const other of ["q=x", "view=mine", "type=service", "exp=lt7d"]) {
      expect(
        sameTokens(read(`/tokens?view=all&status=active&${other}`.replace(/view=all&(.*view)/, "$1")).query),
      ).not.toBe(sameTokens(plain));
    }
  });

  test("a column sorts the newest first or the names from A, and the other way when it is chosen again", () => {
    expect(sortBy(deep, "lastUsed")).toEqual({ by: "lastUsed", descending: true });
    expect(sortBy(deep, "name")).toEqual({ by: "name", descending: true });
    expect(sortBy({ ...deep, sort: { by: "lastUsed", descending: true } }, "name")).toEqual({
      by: "name",
      descending: false,
    });
  });
});
