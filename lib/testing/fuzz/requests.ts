import fc from "fast-check";
import { type Listed, OPERATIONS } from "../contract/document";
import { junk, PLACES, type Place, placeholder, valuesOf } from "./values";

/** Who calls: a token of the run's account, or none that lives. */
export const CALLERS = ["owner", "service", "reader", "nobody", "garbage", "none"] as const;

/** A request before the run's own ids are put in. */
export type Fuzzed = {
  readonly caller: (typeof CALLERS)[number];
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
};

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("..", "%2e", "%", "%zz", "%00", "%ff", "me"),
);
const ids = fc.oneof(often(5, fc.constantFrom(...PLACES.map(placeholder))), often(1, odd.map(encodeLoosely)));

/** Encoded where that is possible at all: halves of characters cannot travel in an address. */
function encodeLoosely(text: string): string {
  return /^%/.test(text) || !text.isWellFormed()
    ? text.replaceAll(/[^\w%.-]/g, "") || "%"
    : encodeURIComponent(text) || "%20";
}

/** A request that the contract would take, or nearly, or one that is broken in any of many ways. */
export const requests: fc.Arbitrary<Fuzzed> = fc.constantFrom(...OPERATIONS).chain((listed) =>
  fc.record({
    caller: fc.oneof(often(6, fc.constant<"owner">("owner")), often(4, fc.constantFrom(...CALLERS))),
    method: fc.oneof(
      often(12, fc.constant(listed.method)),
      often(1, fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "QUERY", "get")),
    ),
    path: pathsOf(listed),
    headers: headers,
    body: bodiesOf(listed),
  }),
);

/** What there is to be found in a room. */
const OWN: Readonly<Record<string, readonly Place[]>> = {
  "/tokens": ["token", "serviceToken"],
  "/members": ["member"],
  "/roles": ["role", "roleKey"],
  "/auditlog": ["entry"],
};

function pathsOf({ path, operation }: Listed): fc.Arbitrary<string> {
  const query = (operation.parameters ?? []).filter((parameter) => parameter.in === "query");
  const wanted = query.map(({ name, schema }) =>
    fc.oneof(
      often(2, fc.constant("")),
      often(
        2,
        valuesOf(schema as Record<string, unknown>).map((value) => asPair(name, value)),
      ),
      often(
        1,
        junk.map((value) => asPair(name, value)),
      ),
    ),
  );
  const strange = fc.oneof(
    often(8, fc.constant("")),
    often(
      1,
      fc.tuple(odd, junk).map(([name, value]) => asPair(name, value)),
    ),
    often(1, fc.constantFrom("&&", "limit=1&limit=2", "=", "%", "__proto__[x]=1", "limit", "token={{secret}}")),
  );
  const own = Object.entries(OWN).find(([room]) => path.includes(room))?.[1] ?? PLACES;
  const places = fc.oneof(often(2, fc.constantFrom(...own.map(placeholder))), often(1, ids));
  const segments = path.split("/").map((part) => (part.startsWith("{") ? places : fc.constant(part)));
  const address = fc.tuple(...segments).map((parts) => parts.join("/"));
  const tail = fc.oneof(often(20, fc.constant("")), often(1, fc.constantFrom("/", "/more", "//", ";x")));
  return fc.tuple(address, tail, strange, ...wanted).map(([at, end, ...pairs]) => {
    const given = pairs.filter((pair) => pair !== "").join("&");
    return `${at}${end}${given === "" ? "" : `?${given}`}`;
  });
}

function asPair(name: string, value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(text.toWellFormed()).replaceAll(/%7B%7B(\w+)%7D%7D/g, "{{$1}}")}`;
}

const HEADERS: readonly (readonly [string, readonly string[]])[] = [
  [
    "content-type",
    [
      "application/json",
      "application/json; domain-model=launchdarkly.semanticpatch",
      "application/x-www-form-urlencoded",
      "text/plain; charset=utf-16",
      "multipart/form-data",
      "nonsense",
    ],
  ],
  ["ld-api-version", ["20240415", "20220603", "20160426", "beta", "", "0", "2024-04-15"]],
  ["x-http-method-override", ["PATCH", "DELETE", "GET", "PUT", "POST", "CONNECT", ""]],
  ["accept", ["text/html", "*/*", "application/xml"]],
  ["origin", ["https://elsewhere.example", "null"]],
];

const headers = fc
  .array(fc.oneof(...HEADERS.map(([name, values]) => fc.tuple(fc.constant(name), fc.constantFrom(...values)))), {
    maxLength: 2,
  })
  .map((some): Record<string, string> => Object.fromEntries(some));

function bodiesOf({ operation }: Listed): fc.Arbitrary<string | Uint8Array | null> {
  const schema = operation.requestBody?.content["application/json"]?.schema as Record<string, unknown> | undefined;
  const broken = fc.oneof(junk.map(asJson), texts, bytes);
  if (!schema) return fc.oneof(often(6, fc.constant(null)), often(1, broken));
  const values = valuesOf(schema);
  const spoilt = fc
    .tuple(values, fc.nat(), junk)
    .map(([value, where, instead]) => asJson(spoil(value, where, instead)));
  return fc.oneof(often(5, values.map(asJson)), often(4, spoilt), often(2, broken), often(1, fc.constant(null)));
}

const asJson = (value: unknown) => JSON.stringify(value) ?? "";

/** One place of a value with something else in it. */
function spoil(value: unknown, where: number, instead: unknown): unknown {
  if (typeof value !== "object" || value === null) return instead;
  const keys = Object.keys(value);
  const key = keys[where % (keys.length + 1)];
  if (key === undefined)
    return Array.isArray(value) ? [...value, instead] : { ...value, [String(instead).slice(0, 20)]: instead };
  const inner = (value as Record<string, unknown>)[key];
  const changed = where % 3 === 0 ? instead : spoil(inner, Math.floor(where / 7), instead);
  return Array.isArray(value)
    ? value.map((each, i) => (String(i) === key ? changed : each))
    : { ...value, [key]: changed };
}

const KIB_256 = 256 * 1024;
const texts = fc.constantFrom(
  "",
  " ",
  "{",
  "nul",
  "[1,]",
  "[".repeat(20_000),
  `${"[".repeat(31)}${"]".repeat(31)}`,
  `${"[".repeat(33)}${"]".repeat(33)}`,
  `${'{"a":'.repeat(40)}1${"}".repeat(40)}`,
  '{"name":"a","name":"b"}',
  '{"role":"reader","role":"owner","name":"twice"}',
  '{"__proto__":{"isAdmin":true}}',
  '{"constructor":{"prototype":{"x":1}}}',
  '[{"op":"add","path":"/__proto__/x","value":1}]',
  '[{"op":"replace","path":"/inlineRole/-","value":{}}]',
  '{"name":"{{secret}}","description":"{{secret}}"}',
  '{"patch":[{"op":"replace","path":"/name","value":"{{secret}}"}],"comment":"{{secret}}"}',
  JSON.stringify({ name: "x".repeat(KIB_256 - 11) }),
  JSON.stringify({ name: "x".repeat(KIB_256) }),
  JSON.stringify(Array.from({ length: 20_000 }, () => ({ email: "a@b.example" }))).slice(0, KIB_256),
  JSON.stringify(Array.from({ length: 3000 }, (_, i) => ({ effect: "allow", actions: ["*"], resources: [`a/${i}`] }))),
  `{"expirationDate":${"9".repeat(400)}}`,
);

const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.constantFrom(
    Uint8Array.of(0xff, 0xfe, 0x7b, 0x00),
    Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d),
    Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d),
    Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
  ),
);
