import { tokenPolicy } from "./base-roles";
import { firstUncovered, isDisjoint, isSpokenOf } from "./covers";
import { ALL } from "./covers-pattern";
import type { LintContext, LintItem } from "./lint-item";
import type { Policy, Statement } from "./statement";

/** What the statements are as a whole: too wide, without effect, open to the future. */
export function* lintShape(statements: readonly Statement[], { floor = [] }: LintContext): Generator<LintItem> {
  const denies = statements.filter(({ effect }) => effect === "deny");
  if (statements.length > 0 && floor.length === 0 && denies.length === statements.length) {
    yield {
      code: "P25",
      level: "warning",
      pointer: "",
      message: "With only Deny statements, the token can do nothing.",
      fix: { label: "Start from Reader", statements: [...tokenPolicy("reader").statements, ...statements] },
    };
  } else {
    yield* idle(statements, floor);
  }
  for (const [index, { effect, actions, resources, notActions, notResources }] of statements.entries()) {
    if (effect === "deny") continue;
    if (actions?.includes(ALL) && resources?.includes(ALL) && denies.length === 0) {
      yield { code: "P21", level: "warning", pointer: `/${index}`, message: "This allows everything, everywhere." };
    }
    if (notActions?.length || notResources?.length) {
      const list = notActions?.length ? "notActions" : "notResources";
      const message = "“All except” also allows actions added later.";
      yield { code: "P26", level: "note", pointer: `/${index}/${list}`, message };
    }
  }
}

/** Statements of which it is proven that the policy says the same without them, all at once. */
function* idle(statements: readonly Statement[], floor: readonly Statement[]): Generator<LintItem> {
  let kept = statements.map((statement, index) => ({ statement, index }));
  for (const each of [...kept].reverse()) {
    const others = kept.filter((other) => other !== each);
    const reason = idleReason(each.statement, [...others.map(({ statement }) => statement), ...floor]);
    if (reason === null) continue;
    kept = others;
    yield {
      code: "P22",
      level: "warning",
      pointer: `/${each.index}`,
      message: `Statement ${each.index + 1} changes nothing: ${reason}.`,
      fix: { label: "Remove it", statements: statements.filter((_, index) => index !== each.index) },
    };
  }
}

function idleReason(statement: Statement, others: readonly Statement[]): string | null {
  const text = JSON.stringify(statement);
  if (others.some((other) => JSON.stringify(other) === text)) return "it is there twice";
  if (text.includes("${")) return null; // what its values will be is not known here
  const denies = others.filter(({ effect }) => effect === "deny");
  const allows = others.filter(({ effect }) => effect === "allow");
  if (isSpokenOf(statement, denies)) return `other statements deny all of it`;
  if (statement.effect === "deny") {
    return allows.every((allow) => isDisjoint(allow, statement)) ? "nothing allows what it denies" : null;
  }
  const rest: Policy = policyOf([...allows, ...denies]);
  const held = firstUncovered([{ kind: "declared", policies: [rest] }], [policyOf([statement, ...denies])]) === null;
  return held ? "other statements allow all of it" : null;
}

const policyOf = (statements: readonly Statement[]): Policy => ({ source: { kind: "inline" }, statements });
