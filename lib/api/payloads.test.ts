import { describe, expect, test } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testDatabase } from "@/lib/testing/database";
import { allow } from "@/lib/testing/roles";

const { db } = await testDatabase();
const { call, get, people } = testApi(db);
const { secret, owner, reader } = await people();

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
const bytes = (...values: number[]) => Uint8Array.from(values);
const text = (before: string, inside: Uint8Array, after: string) =>
  Buffer.concat([Buffer.from(before), inside, Buffer.from(after)]);
const named = (inside: Uint8Array) => text('{"name":"', inside, '"}');
const members = (count: number) => `{${Array.from({ length: count }, (_, i) => `"m${i}":${i}`).join()}}`;

describe("bodies (security 3.8)", () => {
  test.each<[string, string | Uint8Array, RegExp?]>([
    ["33 levels deep", nested(33), /deeper than 32 levels/],
    ["100 000 levels deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`, /deeper than 32 levels/],
    ["deep in lists", `${'{"inlineRole":'}${"[".repeat(40)}${"]".repeat(40)}}`, /deeper than 32 levels/],
    ["of 15 000 members that are not known", members(15_000)],
    ["one long list of nothing", `{"inlineRole":[${Array(50_000).fill("0").join()}]}`],
    ["one long text", JSON.stringify({ name: "x".repeat(250_000) })],
    ["not UTF-8", named(bytes(0xff)), /is not valid UTF-8/],
    ["a letter in two bytes that takes one", named(bytes(0xc1, 0x81)), /is not valid UTF-8/],
    ["half of a pair, as bytes", named(bytes(0xed, 0xa0, 0x80)), /is not valid UTF-8/],
    ["half of a pair, as an escape", '{"name":"\\ud800"}'],
    ["UTF-16", Buffer.from('{"name":"x"}', "utf16le"), /is not valid JSON/],
    ["a text with U+0000", '{"name":"a\\u0000b"}', /holds the character U\+0000/],
    ["with a member twice", '{"name":"a","name":"b"}', /twice in one object/],
    ["with a member twice, once as an escape", '{"name":"a","n\\u0061me":"b"}', /twice in one object/],
    ["reaching for a prototype", '{"name":"x","__proto__":{"role":"owner"}}', /is not valid JSON/],
    ["reaching for a prototype by an escape", '{"name":"x","\\u005f_proto__":{"role":"owner"}}', /is not valid JSON/],
    [
      "reaching for a constructor, deep inside",
      '{"inlineRole":[{"constructor":{"prototype":{"a":1}}}]}',
      /is not valid JSON/,
    ],
    ["with a comma too many", '{"name":"x",}', /is not valid JSON/],
    ["with a comment", '{"name":"x"/* y */}', /is not valid JSON/],
    ["two bodies", '{"name":"x"}{"role":"owner"}', /is not valid JSON/],
    ["no number", '{"expirationDate":NaN}', /is not valid JSON/],
    ["a number beyond all", '{"expirationDate":1e999}'],
    ["a number less than none", '{"expirationDate":-1}'],
    ["a number as a text", '{"expirationDate":"1"}'],
    ["a text as a list", '{"name":["x"]}'],
    ["a list", '[{"name":"x"}]'],
    ["null", "null"],
    ["setting whose it is", JSON.stringify({ name: "x", memberId: reader.id })],
    ["setting what it may not", JSON.stringify({ name: "x", ceilings: [], createdBy: owner.id })],
    ["setting its own id", JSON.stringify({ name: "x", _id: "0".repeat(24) })],
  ])("I31 · a body that is %s is refused before anything is made", async (_, body, said = /^(?!body: The body)/) => {
    const before = (await get(secret, "/tokens?showAll=true")).json.totalCount;
    const { status, json } = await call(secret, "POST", "/tokens", body);
    expect([status, json.code]).toEqual([400, "invalid_request"]);
    expect(json.message).toMatch(said); // for this reason, and not by chance for another
    expect(json.message.length).toBeLessThan(1_000);
    expect((await get(secret, "/tokens?showAll=true")).json.totalCount).toBe(before);
  });

  test("32 levels are read", async () => {
    const { status, json } = await call(secret, "POST", "/tokens", nested(32));
    expect([status, json.message]).toEqual([400, "a: This field is not known here."]);
  });

  test.each(["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__"])(
    "%j, as a name in a body, changes no object but its own",
    async (name) => {
      const own = Object.getOwnPropertyNames(Object.prototype).sort();
      const value = `{"${name}":["polluted"]}`;
      for (const [method, path, body] of [
        ["POST", "/members", `[{"email":"p@acme.example","roleAttributes":${value}}]`],
        ["POST", "/tokens", `{"name":"x","inlineRole":[${value}]}`],
        [
          "PATCH",
          "/members",
          `{"instructions":[{"kind":"replaceMembersRoleAttributes","value":${value},"memberIDs":[]}]}`,
        ],
        ["PATCH", `/members/${reader.id}`, `[{"op":"add","path":"/roleAttributes/${name}","value":["polluted"]}]`],
        ["PATCH", `/members/${reader.id}`, `[{"op":"add","path":"/${name}/polluted","value":1}]`],
        ["PATCH", "/roles/none", value],
      ] as const) {
        expect((await call(secret, method, path, body)).status).toBeLessThan(500);
      }
      expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(own);
      expect(JSON.stringify({})).toBe("{}");
      expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
      expect((await get(secret, `/tokens?${name}=1&${name}[a]=1`)).status).toBe(200);
    },
  );
});

describe("JSON Patch (security 3.8, ruling R29)", () => {
  const replace = (path: string, value: unknown) => [{ op: "replace", path, value }];
  const tested = (path: string, value: unknown) => [{ op: "test", path, value }, ...replace("/name", "oracle")];

  test.each<[string, unknown]>([
    ["copies", [{ op: "copy", from: "/name", path: "/description" }]],
    ["moves", [{ op: "move", from: "/name", path: "/description" }]],
    ["does what no patch does", [{ op: "increment", path: "/name", value: 1 }]],
    ["says more than it may", [{ op: "replace", path: "/name", value: "x", from: "/role" }]],
    ["writes the secret", replace("/token", "lkp_x")],
    ["writes whose it is", replace("/memberId", reader.id)],
    ["writes a ceiling", replace("/ceilings", [])],
    ["writes its kind", replace("/serviceToken", true)],
    ["writes when it was made", replace("/creationDate", 1)],
    ["asks after a digest", tested("/digest", "x")],
    ["asks after a ceiling", tested("/ceilings", [])],
    ["asks after the secret", tested("/token", "x")],
    ["reaches for a prototype", replace("/__proto__/polluted", 1)],
    ["reaches for a constructor", replace("/constructor/prototype/polluted", 1)],
    ["brings a prototype along", '[{"op":"replace","path":"/name","value":{"__proto__":{"a":1}}}]'],
    ["names a place by an escape", replace("/n~0ame", "x")],
    ["names a place by a slash in it", replace("/name~1x", "x")],
    ["names the whole", replace("", { name: "x" })],
    ["names no place", replace("name", "x")],
    ["goes deeper than there is", replace("/name/0", "x")],
    ["counts with a nought before", [{ op: "add", path: "/customRoleIds/01", value: "x" }]],
    ["counts below nought", [{ op: "add", path: "/customRoleIds/-1", value: "x" }]],
    ["counts beyond the list", [{ op: "add", path: "/customRoleIds/99999", value: "x" }]],
    ["has 51 operations", Array(51).fill({ op: "test", path: "/name", value: "kept" })],
    ["is no list", { op: "replace", path: "/name", value: "x" }],
  ])("a patch that %s is refused, and nothing is changed", async (_, patch) => {
    const made = await call(secret, "POST", "/tokens", { name: "kept", inlineRole: [allow("viewProject", "proj/*")] });
    const path = `/tokens/${made.json._id}`;
    const before = (await get(secret, path)).json;
    const { status } = await call(secret, "PATCH", path, patch);
    expect([400, 422]).toContain(status);
    expect((await get(secret, path)).json).toEqual(before);
  });

  test("what cannot be read answers a test like what is not there", async () => {
    const made = await call(secret, "POST", "/tokens", { name: "kept" });
    const answers = ["/digest", "/ceilings", "/nothing"].map(async (path) => {
      const { status, json } = await call(secret, "PATCH", `/tokens/${made.json._id}`, tested(path, "x"));
      return [status, json.message.replace(path, "…")];
    });
    expect(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe("addresses", () => {
  test.each([
    "limit=0",
    "limit=-1",
    "limit=1e3",
    "limit=0x10",
    "limit=NaN",
    "limit=",
    "limit= 5",
    "limit=1.5",
    "limit=101",
    "offset=-1",
    "offset=1e999",
    "limit=5&limit=6",
  ])("%s is no size of a page", async (query) => {
    for (const path of ["/tokens", "/roles", "/members"]) {
      const { status } = await get(secret, `${path}?${query}`);
      expect([path, query, status]).toEqual([path, query, path === "/members" && query === "limit=101" ? 200 : 400]);
    }
  });
});
