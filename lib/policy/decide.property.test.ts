import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { askPolicy, decide } from "./decide";
import { naivelyAllowedBy, naivelyAllows, naivelyAsk, naivelyInert } from "./naive.test-support";
import { parseStatements } from "./parse";
import type { AccessRequest, Effect, Grant, Grants, Policy, Statement } from "./statement";

// Few words, so that patterns and requests meet; spelled oddly now and then.
const ACTIONS = ["updateOn", "updateRules", "viewProject", "UPDATEON", "deleteFlag"];
const TYPES = ["proj", "env", "flag", "acct"] as const;
const NAMES = ["web", "web-shop", "mobile", "Web", "*", "w", "straße", "STRASSE"];
const TAGS = ["beta", "team-a", "Beta"];
const VIEWS = ["checkout", "cart"];
const KEYS = ["p", "p", "p", "q", "q", "q", "none", "toString"];
const ODD = [
  "proj/",
  "proj//web",
  "proj/web/",
  "proj/..",
  "proj/web:",
  "proj/web:/env/web",
  "",
  " proj/web",
  "proj/w\u200beb",
];

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const selector = fc.oneof(
  often(
    4,
    fc.subarray(TAGS, { minLength: 1, maxLength: 2 }).map((tags) => `;${tags.join(",")}`),
  ),
  often(2, fc.constantFrom(";{critical:true}", ";{critical:false}", ";{Critical:true, tier:1}")),
  often(
    2,
    fc.constantFrom(...VIEWS).map((view) => `;view:${view}`),
  ),
);
const placeholder = fc.constantFrom(...KEYS).map((key) => `\${roleAttribute/${key}}`);
const namePattern = fc.oneof(
  often(40, fc.constant("*")),
  often(25, fc.constantFrom(...NAMES)),
  often(30, fc.constantFrom("web*", "*shop", "*e*", "w*b", "web-*", "stra*", "*b-*o*p", "w*shop*p", "*eb*b", "**")),
  often(12, placeholder),
  often(1, fc.constantFrom(`brand-\${roleAttribute/p}`, `\${roleAttribute/p`, "")),
);
const selectorPattern = fc.oneof(
  often(12, selector),
  often(5, fc.constantFrom(";team-*", ";*", ";b*,*a", ";view:*")),
  often(1, fc.constantFrom(";{", ";a,,b", ";view:a/b", ";{critical}")),
  often(
    1,
    placeholder.map((text) => `;view:${text}`),
  ),
);
const level = (type: string, name: fc.Arbitrary<string>, selectors: fc.Arbitrary<string>, most: number) =>
  fc.tuple(name, fc.array(selectors, { maxLength: most })).map(([text, some]) => `${type}/${text}${some.join("")}`);
const path = (name: fc.Arbitrary<string>, selectors: fc.Arbitrary<string>, most: number, colon: fc.Arbitrary<string>) =>
  fc
    .tuple(
      fc.oneof(often(5, fc.constant(1)), often(1, fc.constant(2)), often(2, fc.constant(3))),
      colon,
      ...TYPES.slice(0, 3).map((type) => level(type, name, selectors, most)),
    )
    .map(([depth, between, ...levels]) => levels.slice(0, depth).join(between));

const resource = fc.oneof(
  often(24, path(fc.constantFrom(...NAMES), selector, 3, fc.constant(":"))),
  often(1, fc.constantFrom("acct", "ACCT", "*", "proj")),
  often(1, fc.constantFrom(...ODD)),
);
const action = fc.oneof(
  often(20, fc.constantFrom(...ACTIONS)),
  often(1, fc.constantFrom("", " updateOn", "updateOn\u200b")),
);
const request: fc.Arbitrary<AccessRequest> = fc.record({ action, resource });

const sparse = fc.oneof(often(5, fc.constant("")), often(1, selectorPattern));
const resourcePattern = fc.oneof(
  often(50, path(namePattern, sparse, 1, fc.oneof(often(9, fc.constant(":")), often(1, fc.constant(":/"))))),
  often(3, fc.constant(`proj/\${roleAttribute/p}:env/\${roleAttribute/p}`)),
  often(9, fc.constantFrom("*", "acct", "acct/*", "PROJ/*", "proj/*:env/*:flag/*")),
  often(1, fc.constantFrom(...ODD)),
);
const actionPattern = fc.oneof(
  often(40, fc.constantFrom(...ACTIONS)),
  often(40, fc.constantFrom("*", "update*", "*Rules", "*e*", "view*")),
  often(1, fc.constantFrom(`update\${roleAttribute/p}`)),
);
const some = (pattern: fc.Arbitrary<string>) => fc.array(pattern, { minLength: 1, maxLength: 3 });
const statementOf = (effects: fc.Arbitrary<Effect>): fc.Arbitrary<Statement> =>
  fc
    .record({
      effect: effects,
      resourceList: fc.constantFrom("resources", "resources", "resources", "notResources"),
      actionList: fc.constantFrom("actions", "actions", "actions", "notActions"),
      resources: some(resourcePattern),
      actions: some(actionPattern),
    })
    .map((it) => ({ effect: it.effect, [it.resourceList]: it.resources, [it.actionList]: it.actions }) as Statement);
const statement = statementOf(
  fc.oneof(often(4, fc.constant("allow" as const)), often(1, fc.constant("deny" as const))),
);
const allowing = statementOf(fc.constant("allow"));
const values = fc.array(
  fc.constantFrom("web", "mobile", "checkout", "*", "w*", "Web", "beta", "web:env/web", "web;beta", ""),
  {
    minLength: 0,
    maxLength: 4,
  },
);
const policy: fc.Arbitrary<Policy> = fc.record({
  source: fc.constant({ kind: "inline" } as const),
  statements: fc.oneof(
    often(6, fc.array(statement, { maxLength: 5 })),
    often(1, fc.array(allowing, { maxLength: 30 })),
    often(1, fc.array(statement, { maxLength: 30 })),
  ),
  attributes: fc.record({ p: values, q: values }),
});
const grant: fc.Arbitrary<Grant> = fc.record({
  kind: fc.constantFrom("declared", "member", "creator", "minting_token"),
  policies: fc.array(policy, { maxLength: 3 }),
});

const RUNS = 16_000;
const GRANT_RUNS = 3_000;
const REQUESTS = 8;
const requests = fc.array(request, { minLength: REQUESTS, maxLength: REQUESTS });
const aloneWith = (policies: readonly Policy[]): Grant => ({ kind: "declared", policies });

describe("the engine and a naive evaluator agree", () => {
  const counts = { allow: 0, deny: 0, abstain: 0 };
  const inGrants = { allowed: 0, inside: 0, gated: 0, viewDenied: 0, denied: 0 };

  test("on every policy and request, and the statement it names is the first of those that decide", () => {
    fc.assert(
      fc.property(policy, requests, (its, asked) => {
        for (const one of asked) {
          const verdict = askPolicy(its, one);
          const naive = naivelyAsk(its, one);
          counts[naive.effect]++;
          expect(verdict?.effect ?? "abstain").toBe(naive.effect);
          expect(verdict?.by.index).toBe(naive.statements[0]);
        }
      }),
      { numRuns: RUNS },
    );
    const cases = counts.allow + counts.deny + counts.abstain;
    expect(cases).toBeGreaterThanOrEqual(100_000);
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(cases / 10);
  });

  test("on grants that must all allow, each with the gate of the project (semantics 3.3)", () => {
    fc.assert(
      fc.property(fc.array(grant, { minLength: 1, maxLength: 3 }), requests, (its, asked) => {
        for (const one of asked) {
          const decision = decide(its as unknown as Grants, one);
          expect(decision.effect === "allow").toBe(naivelyAllows(its, one));
          const closing = its.find((each) => !naivelyAllows([each], one));
          const gated = closing !== undefined && naivelyAllowedBy(closing, one) && naivelyInert(closing, one);
          expect(decision.effect === "deny" && decision.gate !== undefined).toBe(gated);
          if (decision.effect === "allow") inGrants[one.resource.startsWith("proj/") ? "inside" : "allowed"]++;
          else inGrants[gated ? (decision.by ? "viewDenied" : "gated") : "denied"]++;
        }
      }),
      { numRuns: GRANT_RUNS },
    );
    for (const count of Object.values(inGrants)) expect(count).toBeGreaterThan(GRANT_RUNS / 50);
  });

  afterAll(() => {
    const { allow, deny, abstain } = counts;
    const { allowed, inside, gated, viewDenied, denied } = inGrants;
    const all = allowed + inside + gated + viewDenied + denied;
    console.log(
      `${all} cases of grants: ${allowed + inside} allowed, ${inside} of them in projects; ${denied} denied, and ${gated + viewDenied} by the gate, ${viewDenied} of them by a statement`,
    );
    console.log(
      `${allow + deny + abstain} cases: ${allow} allowed, ${deny} denied by a statement, ${abstain} in silence`,
    );
  });
});

describe("what never changes a decision, or only one way", () => {
  const allows = (grants: readonly Grant[], one: AccessRequest) =>
    decide(grants as unknown as Grants, one).effect === "allow";
  const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (given: T, one: AccessRequest) => boolean) =>
    fc.assert(
      fc.property(arbitrary, requests, (given, asked) => asked.every((one) => holds(given, one))),
      { numRuns: 1000 },
    );

  test("the order of statements changes no effect", () => {
    const turned = (its: Policy): Policy => ({ ...its, statements: its.statements.toReversed() });
    check(policy, (its, one) => allows([aloneWith([its])], one) === allows([aloneWith([turned(its)])], one));
  });

  test("a deny more never allows more within its policy", () => {
    const more = fc.tuple(
      policy,
      statement.map((its) => ({ ...its, effect: "deny" as const })),
      fc.nat(4),
    );
    check(more, ([its, deny, at], one) => {
      const with_ = { ...its, statements: its.statements.toSpliced(at, 0, deny) };
      return allows([aloneWith([its])], one) || !allows([aloneWith([with_])], one);
    });
  });

  test("an allow more never denies more", () => {
    const more = fc.tuple(
      policy,
      statement.map((its) => ({ ...its, effect: "allow" as const })),
    );
    check(more, ([its, allow], one) => {
      const with_ = { ...its, statements: [...its.statements, allow] };
      return !allows([aloneWith([its])], one) || allows([aloneWith([with_])], one);
    });
  });

  test("a policy more never denies more in its grant", () => {
    check(fc.tuple(grant, policy), ([its, more], one) => {
      const with_ = { ...its, policies: [more, ...its.policies] };
      return !allows([its], one) || allows([with_], one);
    });
  });

  test("a ceiling more never allows more", () => {
    check(fc.tuple(grant, grant), ([its, ceiling], one) => allows([its], one) || !allows([its, ceiling], one));
  });

  test("taking an attribute's values away never allows more", () => {
    check(policy, (its, one) => {
      const without = { ...its, attributes: {} };
      return allows([aloneWith([its])], one) || !allows([aloneWith([without])], one);
    });
  });

  test("the letter case of a request never turns a deny into an allow by the same patterns", () => {
    const denying = policy.map((its) => ({
      ...its,
      statements: its.statements.map((one) => ({ ...one, effect: "deny" as const })),
    }));
    check(denying, (its, one) => {
      const everything: Statement = { effect: "allow", actions: ["*"], resources: ["*"] };
      const all = { ...its, statements: [...its.statements, everything] };
      const listed = its.statements.every(({ resources, actions }) => resources && actions);
      const loud = { ...one, action: one.action.toUpperCase() };
      return !listed || allows([aloneWith([all])], one) === allows([aloneWith([all])], loud);
    });
  });

  test("what the parser lets through, the evaluator can read", () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 4 }), (statements) => {
        const parsed = parseStatements(statements);
        if (parsed.ok) expect(parsed.value).toEqual(statements);
      }),
    );
  });
});
