import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RouteRule } from "@/lib/core/route-rule";
import { compileRoutes } from "./compile";
import { routeRules } from "./schema";

const rules = (...all: object[]): RouteRule[] => routeRules.parse(all);
const ORDER = { methods: ["GET"], path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" };
const REST = { path: "/**", action: "callApi", resource: "api/orders" };
const ask = (all: RouteRule[], uri: string, method = "GET", host: string | null = "api.example.com") =>
  compileRoutes(all)({ method, host, uri });
const found = (at: number, action: string, resource: string) => ({ kind: "found", at, asked: { action, resource } });
const refused = (why: string, at: number | null = null) => ({ kind: "refused", at, why });

describe("nothing is guessed", () => {
  const all = rules(ORDER, REST);

  test.each([
    "/orders%2f7",
    "/orders/%2F7",
    "/orders/%5c7",
    "/orders\\7",
    "/orders/../admin",
    "/orders/%2e%2e/admin",
    "/orders/%2E./admin",
    "/orders/./7",
    "//orders/7",
    "/orders//7",
    "/orders/7//",
    "/orders/7;v=1",
    "/orders/7%3bv=1",
    "/orders/7%00",
    "/orders/7%0a",
    "/orders/%252f",
    "/orders/%25",
    "/orders/%",
    "/orders/%zz",
    "/orders/%c0%af",
    "/orders/%ff",
    "/orders/%c3",
    "/orders/\u00fc",
    "/orders/%ef%bc%8f%e2%80%8b",
    "/orders/e%cc%81",
    "/orders/7%3f",
    "/orders/7%23x",
    "/orders/7#x",
    "/orders/7 HTTP/1.1",
    "/orders/<7>",
    "orders/7",
    "http://api.example.com/orders/7",
    "*",
    "/orders/7?x=\u00fc",
    `/${"x".repeat(2048)}`,
    `/${"x/".repeat(65)}x`,
  ])("%s is refused, whatever the rules say", (uri) => {
    expect(ask(all, uri)).toEqual(refused("path-ambiguous"));
  });

  test("a request whose method or address the proxy does not tell is refused", () => {
    for (const told of [
      { method: null, host: null, uri: "/orders/7" },
      { method: "GET", host: null, uri: null },
      { method: "get", host: null, uri: "/orders/7" },
      { method: "GET POST", host: null, uri: "/orders/7" },
    ])
      expect(compileRoutes(all)(told)).toEqual(refused("request-unnamed"));
  });

  test.each(["a,b", "api.example.com, evil.example", "[::1]", "a..b", "-a", "a b", "x".repeat(300)])(
    "host %s is no host",
    (host) => {
      expect(ask(all, "/orders/7", "GET", host)).toEqual(refused("path-ambiguous"));
    },
  );

  test("what no rule fits is refused, and so is everything where there are no rules", () => {
    expect(ask(rules(ORDER), "/orders")).toEqual(refused("route-unknown"));
    expect(ask(rules(ORDER), "/orders/7", "POST")).toEqual(refused("route-unknown"));
    expect(ask([], "/")).toEqual(refused("route-unknown"));
  });

  test("other letters of case than a rule's are neither that rule nor a later, laxer one", () => {
    expect(ask(all, "/Orders/7")).toEqual(refused("path-ambiguous", 0));
    expect(ask(rules({ ...ORDER, path: "/\u006frders/{id}" }, REST), "/%4Frders/7")).toEqual(
      refused("path-ambiguous", 0),
    );
  });

  test("a rule for one host holds back a request whose host is not known, and does not pass it on", () => {
    const hosts = rules({ ...REST, host: "admin.example.com", action: "administer" }, REST);
    expect(ask(hosts, "/x", "GET", null)).toEqual(refused("request-unnamed", 0));
    expect(ask(hosts, "/x")).toEqual(found(1, "callApi", "api/orders"));
  });

  test("a part that would mean something in a resource's name is refused", () => {
    for (const part of ["7:acct", "*", "a,b", "7%7b%7d", "(7)", "a=b"])
      expect(ask(all, `/orders/${part}`), part).toEqual(refused("path-ambiguous", 0));
  });

  test("no path at all gets another type, level, tag or property into a resource", () => {
    const router = compileRoutes(rules(ORDER));
    const piece = fc.oneof(
      fc.constantFrom(..."/.;:*%{}~@+-"),
      fc.constantFrom("%2f", "%3A", "%2e", "%7B", "7", "ü"),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 6 }).map((all) => all.join("")),
        (text) => {
          const routed = router({ method: "GET", host: null, uri: `/orders/${text}` });
          if (routed.kind === "found") expect(routed.asked.resource).toMatch(/^api\/orders:order\/[^:;*{}/,]+$/u);
        },
      ),
    );
  });
});

describe("the first rule that fits says what a request is", () => {
  test("by method, path and order, with parts of the path in the resource", () => {
    const all = rules({ ...ORDER, path: "/orders/latest", resource: "api/orders" }, ORDER, REST);
    expect(ask(all, "/orders/latest")).toEqual(found(0, "viewOrder", "api/orders"));
    expect(ask(all, "/orders/7?x=/../y")).toEqual(found(1, "viewOrder", "api/orders:order/7"));
    expect(ask(all, "/orders/7", "DELETE")).toEqual(found(2, "callApi", "api/orders"));
    expect(ask(all, "/")).toEqual(found(2, "callApi", "api/orders"));
  });

  test("GET stands for HEAD; a slash at the end makes no difference, on either side", () => {
    const all = rules({ ...ORDER, path: "/orders/{id}/" });
    expect(ask(all, "/orders/7", "HEAD")).toEqual(found(0, "viewOrder", "api/orders:order/7"));
    expect(ask(all, "/orders/7/")).toEqual(found(0, "viewOrder", "api/orders:order/7"));
  });

  test("what is encoded without need is read as what it stands for", () => {
    const all = rules(ORDER);
    expect(ask(all, "/%6frders/%37")).toEqual(found(0, "viewOrder", "api/orders:order/7"));
    expect(ask(all, "/orders/m%C3%BCller")).toEqual(found(0, "viewOrder", "api/orders:order/müller"));
  });

  test("** stands for any number of parts, * for one", () => {
    const all = rules({ ...REST, path: "/files/*/raw/**" });
    expect(ask(all, "/files/a/raw")).toMatchObject({ kind: "found" });
    expect(ask(all, "/files/a/raw/b/c")).toMatchObject({ kind: "found" });
    expect(ask(all, "/files/a/b/raw")).toEqual(refused("route-unknown"));
  });

  test("a host is read without port, case and last dot; *. stands for one label", () => {
    const all = rules({ ...REST, host: "*.Example.com" });
    expect(ask(all, "/x", "GET", "API.example.com.:8443".replace(".:", ":"))).toMatchObject({ kind: "found" });
    expect(ask(all, "/x", "GET", "api.example.com.")).toMatchObject({ kind: "found" });
    for (const host of ["example.com", "a.b.example.com", "example.com.evil.example", "apiexample.com"])
      expect(ask(all, "/x", "GET", host), host).toEqual(refused("route-unknown"));
  });

  test("should a saved rule not be readable, nothing passes", () => {
    const broken: RouteRule = { host: null, methods: [], path: "/a//b", action: "x", resource: "a/b" };
    expect(ask([broken, ...rules(REST)], "/x")).toEqual(refused("route-unknown"));
  });
});
