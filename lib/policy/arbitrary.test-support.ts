import fc from "fast-check";
import { BASE_ROLES } from "@/lib/core/base-role";
import { memberPolicy } from "./base-roles";
import type { AccessRequest, Grant, Grants, Policy, Statement } from "./statement";

// Policies and requests over few names, so that they meet often: what the properties of views are tried on.

/** The placeholder of an attribute, as a policy writes it. */
export const placeholderOf = (key: string) => `\${roleAttribute/${key}}`;

const P = placeholderOf("p");
const action = fc.constantFrom("*", "view*", "update*", "*Flag", "viewFlag", "UPDATEFLAG", "deleteFlag", "viewProject");
const name = fc.constantFrom("*", "a", "b", "A", "e*", "a*", "*b", P, placeholderOf("q"), `x-${P}`);
const selector = fc.constantFrom(
  "",
  "",
  "",
  ";t1",
  ";t*",
  ";t1,t2",
  ";{critical:true}",
  ";view:v",
  `;view:${P}`,
  ";T1",
);
const level = (type: string) => fc.tuple(name, selector).map(([called, chosen]) => `${type}/${called}${chosen}`);
const resource = fc.oneof(
  fc.constantFrom("*", "acct"),
  level("proj"),
  fc.tuple(level("proj"), level("env")).map((levels) => levels.join(":")),
  level("role"),
);
const list = (of: fc.Arbitrary<string>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });

export const arbitraryStatement: fc.Arbitrary<Statement> = fc
  .tuple(fc.constantFrom("allow", "allow", "deny"), fc.boolean(), fc.boolean(), list(action), list(resource))
  .map(([effect, actionsListed, resourcesListed, actions, resources]) => ({
    effect: effect as Statement["effect"],
    ...(actionsListed ? { actions } : { notActions: actions }),
    ...(resourcesListed ? { resources } : { notResources: resources }),
  }));

const attributes = fc.option(
  fc.record({ p: list(fc.constantFrom("a", "b", "ab")), q: fc.constantFrom([], ["a"], ["*"]) }),
  { nil: undefined },
);
const written = fc.tuple(fc.array(arbitraryStatement, { minLength: 1, maxLength: 4 }), attributes).map(
  ([statements, values]): Policy => ({
    source: { kind: "inline" },
    statements,
    ...(values && { attributes: values }),
  }),
);
const based = fc.constantFrom(...BASE_ROLES).map((role) => memberPolicy(role, "a"));
export const arbitraryPolicy = fc.oneof({ weight: 3, arbitrary: written }, { weight: 1, arbitrary: based });

const grant = (kind: Grant["kind"]) =>
  fc.array(arbitraryPolicy, { maxLength: 3 }).map((policies): Grant => ({ kind, policies }));
/** What is declared, most often under a ceiling. */
export const arbitraryGrants: fc.Arbitrary<Grants> = fc
  .tuple(grant("declared"), fc.option(grant("member"), { nil: null }))
  .map(([declared, member]) => (member ? [declared, member] : [declared]));

/** An actor and what is granted: often a part of what the actor has, narrowed here and there, or nothing would be held. */
export const arbitraryPair: fc.Arbitrary<[Grants, Policy[]]> = fc.oneof(
  fc.tuple(arbitraryGrants, fc.array(arbitraryPolicy, { minLength: 1, maxLength: 2 })),
  fc.tuple(arbitraryGrants, arbitraryStatement, written).map(([actor, extra, other]): [Grants, Policy[]] => {
    const from = actor[0].policies[0] ?? other;
    return [actor, [{ ...from, statements: [...from.statements, { ...extra, effect: "deny" }] }]];
  }),
  fc
    .tuple(written, arbitraryStatement, arbitraryStatement)
    .map(([from, more, denied]): [Grants, Policy[]] => [
      [{ kind: "member", policies: [{ ...from, statements: [...from.statements, more] }] }],
      [{ ...from, statements: [...from.statements.slice(0, 1), { ...denied, effect: "deny" }] }],
    ]),
);

const held = fc.constantFrom("", ";t1", ";t2", ";t1,t2", ";{critical:true}", ";view:v", ";T1;{critical:true}");
const asked = (type: string) =>
  fc
    .tuple(fc.constantFrom("a", "b", "ab", "A", "x-a", "*", "e\u0301x"), held)
    .map(([called, tags]) => `${type}/${called}${tags}`);
export const arbitraryRequest: fc.Arbitrary<AccessRequest> = fc.record({
  action: fc.constantFrom("viewFlag", "updateFlag", "UpdateFlag", "deleteFlag", "viewProject", "updateAccountOwner"),
  resource: fc.oneof(
    fc.constantFrom("acct", "ACCT"),
    asked("proj"),
    fc.tuple(asked("proj"), asked("env")).map((levels) => levels.join(":")),
    asked("role"),
  ),
});
