import fc from "fast-check";
import { DOCUMENT } from "../contract/document";

/** What stands for something of the account that a run makes for itself: it is put in before a request is sent. */
export const PLACES = ["token", "serviceToken", "member", "role", "roleKey", "entry", "nothing", "secret"] as const;
export type Place = (typeof PLACES)[number];
export const placeholder = (place: Place) => `{{${place}}}`;

const ids = fc.constantFrom(...PLACES.map(placeholder));
const instants = fc.constantFrom(0, 1, 1_700_000_000_000, 8.64e15, 9_007_199_254_740_991);
const texts = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\u200b",
  "__proto__",
  "constructor",
  "toString",
  "' or 1=1 --",
  "%00",
  "../../etc",
  "*",
  "a".repeat(300),
  "NaN",
  "-0",
  "1e999",
  "99999999999999999999",
  "true",
  "null",
  "proj/*:env/*:flag/*",
  "member/*:token/*;{role:x}",
  "person@acme.example",
];

/** Any value at all, with a liking for those that hurt. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, -1e308, 2 ** 53, [], {}, [[]], [null], { length: 1e9 }),
  fc.constantFrom(...texts),
  ids,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.jsonValue({ maxDepth: 3 }),
);

type Schema = Readonly<Record<string, unknown>>;
const asSchema = (value: unknown) => value as Schema;
const components = DOCUMENT.components.schemas;

/** Values as a schema of the contract asks for. Lists are short, and what would be an id is one of the run's own. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, enum: given, const: only, type } = schema;
  if (typeof $ref === "string") return valuesOf(asSchema(components[$ref.split("/").at(-1) ?? ""]));
  if (Array.isArray(anyOf ?? oneOf)) return fc.oneof(...((anyOf ?? oneOf) as Schema[]).map(valuesOf));
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(given)) return fc.constantFrom(...given);
  switch (Array.isArray(type) ? type[0] : type) {
    case "string":
      return textsOf(schema);
    case "integer":
    case "number":
      return fc.oneof(instants, fc.integer({ min: 0, max: 600 }));
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(valuesOf(asSchema(schema["items"])), { maxLength: 3 });
    case "object":
      return objectsOf(schema);
    default:
      return junk;
  }
}

function textsOf({ pattern, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  if (typeof pattern === "string") return fc.oneof(fc.stringMatching(new RegExp(pattern)), ids);
  const words = fc.constantFrom(
    "/name",
    "/policy/-",
    "/customRoles/0",
    "/role",
    "a name",
    "proj/*",
    "viewFlag",
    "*",
    "me",
  );
  return fc.oneof(words, ids, fc.string({ maxLength: Number(maxLength) }));
}

function objectsOf({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, Schema>);
  if (fields.length === 0 && typeof additionalProperties === "object")
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), valuesOf(asSchema(additionalProperties)), { maxKeys: 3 });
  const values = fields.map(([name, schema]): [string, fc.Arbitrary<unknown>] => [
    name,
    fitting(name, valuesOf(schema)),
  ]);
  const all = fc.record(Object.fromEntries(values), { requiredKeys: required as string[] });
  return "effect" in (properties as object)
    ? fc.oneof({ weight: 3, arbitrary: STATEMENTS }, { weight: 1, arbitrary: all })
    : all;
}

const RESOURCES = fc.array(fc.constantFrom("proj/*", "proj/*:env/*:flag/*", "member/*", "role/{{roleKey}}", "*"), {
  minLength: 1,
  maxLength: 2,
});
const ACTIONS = fc.array(fc.constantFrom("*", "viewFlag", "update*", "createAccessToken"), {
  minLength: 1,
  maxLength: 2,
});
const effect = fc.constantFrom("allow", "deny");
const STATEMENTS = fc.oneof(
  fc.record({ effect, resources: RESOURCES, actions: ACTIONS }),
  fc.record({ effect, notResources: RESOURCES, notActions: ACTIONS }),
);

/** What goes with a field's name, so that a request gets past the first look at it. */
const FITTING: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  path: fc.constantFrom(
    "/name",
    "/description",
    "/role",
    "/policy/-",
    "/customRoles/-",
    "/customRoleIds",
    "/inlineRole/0",
  ),
  value: fc.constantFrom<unknown>("a name", "reader", "{{roleKey}}", ["{{role}}"], []),
  email: fc.stringMatching(/^[a-z]{3,12}@fuzz\.example$/),
  key: fc.stringMatching(/^[a-z]{3,12}$/),
  name: fc.stringMatching(/^[a-z]{3,12}$/),
  memberIDs: fc.constant(["{{member}}"]),
  customRoleIds: fc.constant(["{{roleKey}}"]),
  customRoles: fc.constant(["{{role}}"]),
  teamKeys: fc.constant([]),
  password: fc.constant("violet umbrellas walk at dawn"),
  expirationDate: fc.constant(Date.now() + 86_400_000),
};

function fitting(name: string, otherwise: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const fits = FITTING[name];
  return fits ? fc.oneof({ weight: 4, arbitrary: fits }, { weight: 1, arbitrary: otherwise }) : otherwise;
}
