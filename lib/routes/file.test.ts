import { describe, expect, test } from "vitest";
import { readRoutesFile, writeRoutesFile } from "./file";
import { ROUTES_MAX, TEXT_MAX } from "./limits";

const ORDER = { path: "/orders/{id}", action: "viewOrder", resource: "api/orders:order/{id}" };
const file = (...routes: unknown[]) => JSON.stringify({ routes });
const problems = (text: string) => {
  const read = readRoutesFile(text);
  return read.ok ? [] : read.error.map(({ pointer, message }) => [pointer, message]);
};

describe("a file that cannot be used is told why and where", () => {
  test.each([
    ["", "", "There is nothing in this file."],
    ["{", "", "This isn't JSON."],
    ["[]", "", "Write an object with a list of routes."],
    ['{"routes":[],"routes":[]}', "", "“routes” stands twice in one object."],
    [file(7), "/routes/0", "Write an object with a path, an action and a resource."],
    [file({ ...ORDER, allow: true }), "/routes/0", "Leave out “allow”: there is no such member."],
    [file({ ...ORDER, path: "orders" }), "/routes/0/path", "Begin the path with a slash."],
    [
      file({ ...ORDER, path: "/a//b" }),
      "/routes/0/path",
      "Leave out the empty part: no request with // is let through.",
    ],
    [file({ ...ORDER, path: "/a/../b" }), "/routes/0/path", "Leave out . and ..: no request with them is let through."],
    [file({ ...ORDER, path: "/**/b" }), "/routes/0/path", "Write ** at the end only."],
    [file({ ...ORDER, path: "/{id}/{id}" }), "/routes/0/path", "{id} is there twice."],
    [file({ ...ORDER, path: "/orders" }), "/routes/0/resource", "The path has no {id}."],
    [
      file({ ...ORDER, action: "view*" }),
      "/routes/0/action",
      "Begin with a letter, then use letters, digits and . _ - : / only.",
    ],
    [
      file({ ...ORDER, resource: "order/*" }),
      "/routes/0/resource",
      "Name one resource. For a part of the path write its {name}.",
    ],
    [
      file({ ...ORDER, resource: "{id}/x" }),
      "/routes/0/resource",
      "Write {id} as a name, after a slash, like order/{id}.",
    ],
    [
      file({ ...ORDER, resource: "order/x;{id}" }),
      "/routes/0/resource",
      "Write {id} as a name, after a slash, like order/{id}.",
    ],
    [
      file({ ...ORDER, resource: "order//{id}" }),
      "/routes/0/resource",
      "Write one resource in full, like api/orders:order/{id}.",
    ],
    [
      file({ ...ORDER, host: "api.example.com:80" }),
      "/routes/0/host",
      "Write a host without a port, like api.example.com or *.example.com.",
    ],
    [file({ ...ORDER, methods: ["GET /"] }), "/routes/0/methods/0", "Write methods like GET, POST or DELETE."],
  ])("%s", (text, pointer, message) => {
    expect(problems(text)).toContainEqual([pointer, message]);
  });

  test("an empty rule, with one sentence for each field", () => {
    const read = readRoutesFile('{"routes":[{"path":" ","action":"","resource":""}]}');
    const places = read.ok ? [] : read.error.map(({ pointer }) => pointer);
    expect(places).toEqual(["/routes/0/path", "/routes/0/action", "/routes/0/resource"]);
  });

  test("too many rules or characters", () => {
    const many = (count: number) => file(...Array.from({ length: count }, () => ORDER));
    expect(problems(many(ROUTES_MAX))).toEqual([]);
    expect(problems(many(ROUTES_MAX + 1))).toEqual([["/routes", `Use at most ${ROUTES_MAX} rules.`]]);
    expect(problems(" ".repeat(TEXT_MAX) + file(ORDER))).toEqual([["", "Keep it under 128 KB."]]);
  });

  test("a secret stays out", () => {
    const secret = `lkp_${"a".repeat(43)}0${"a".repeat(5)}`;
    expect(problems(file({ ...ORDER, path: "/x", resource: `order/${secret}` }))).toHaveLength(1);
  });
});

test("whatever is written out reads as the same", () => {
  const text = file(
    {
      host: "*.Example.com",
      methods: ["get", "GET", "post"],
      path: "/orders/{id}/",
      action: "viewOrder",
      resource: "order/{id}",
    },
    { path: "/**", action: "call", resource: 'api/"x"' },
  );
  const read = readRoutesFile(text);
  expect(read).toMatchObject({
    ok: true,
    value: [
      { host: "*.example.com", methods: ["GET", "POST"] },
      { host: null, methods: [] },
    ],
  });
  expect(readRoutesFile(writeRoutesFile(read.ok ? read.value : []))).toEqual(read);
  expect(readRoutesFile(writeRoutesFile([]))).toEqual({ ok: true, value: [] });
});
