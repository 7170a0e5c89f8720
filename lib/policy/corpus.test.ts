import { describe, expect, test } from "vitest";
import corpus from "./corpus.json";
import { type Decision, decide } from "./decide";
import { naivelyAllows } from "./naive.test-support";
import type { AccessRequest, Grant, Grants, Policy, RoleAttributes, Statement } from "./statement";

type Written = { readonly statements: readonly Statement[]; readonly attributes?: RoleAttributes };
type Case = {
  readonly title: string;
  readonly source: string;
  readonly policies: readonly Written[];
  /** What a ceiling allows, if there is one. */
  readonly ceiling?: readonly Written[];
  readonly request: AccessRequest;
  readonly expected: {
    readonly effect: "allow" | "deny";
    /** The policy and the statement that decide; neither where nothing speaks. */
    readonly policy?: number;
    readonly statement?: number;
    readonly heldBack?: boolean;
    /** The project whose gate is closed (semantics 3.3). */
    readonly gate?: string;
  };
};

const policyAt = ({ statements, attributes = {} }: Written, place: number): Policy => ({
  source: { kind: "custom_role", id: String(place), name: `role ${place}` },
  statements,
  attributes,
});

function grantsOf({ policies, ceiling }: Case): Grants {
  const declared: Grant = { kind: "declared", policies: policies.map(policyAt) };
  return ceiling ? [declared, { kind: "member", policies: ceiling.map(policyAt) }] : [declared];
}

/** A decision in the corpus's words. */
function inWords(decision: Decision): Case["expected"] {
  const by = decision.by && {
    policy: Number("id" in decision.by.source && decision.by.source.id),
    statement: decision.by.index,
  };
  const heldBack = decision.effect === "deny" && decision.grant !== "declared" ? { heldBack: true } : {};
  const gate = decision.effect === "deny" && decision.gate !== undefined ? { gate: decision.gate } : {};
  return { effect: decision.effect, ...by, ...heldBack, ...gate };
}

const cases = corpus as unknown as readonly Case[];

describe("worked cases", () => {
  test.each(cases)("$source: $title", (given) => {
    const grants = grantsOf(given);
    expect(inWords(decide(grants, given.request))).toEqual(given.expected);
    expect(naivelyAllows(grants, given.request)).toBe(given.expected.effect === "allow");
  });

  test("every title is said once", () => {
    const titles = cases.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
