import type { Grants, Policy, RoleAttributes, Statement } from "@/lib/policy/statement";

const PLACEHOLDER = /\$\{roleAttribute\/([^}]+)\}/;

/**
 * The same grants with the values of role attributes written into their patterns, so that what is shown names the
 * resources that are meant. A statement that lacks a value stays as it is: the engine knows what that means (ruling R5).
 */
export function filledIn(grants: Grants): Grants {
  const [first, ...more] = grants.map(({ kind, policies }) => ({ kind, policies: policies.map(fillPolicy) }));
  return first ? [first, ...more] : grants;
}

function fillPolicy(policy: Policy): Policy {
  const { attributes } = policy;
  return attributes
    ? { ...policy, statements: policy.statements.map((each) => fillStatement(each, attributes)) }
    : policy;
}

function fillStatement(statement: Statement, attributes: RoleAttributes): Statement {
  const [resources, notResources] = [statement.resources, statement.notResources].map((list) =>
    fillList(list, attributes),
  );
  if (resources === null || notResources === null) return statement;
  return { ...statement, ...(resources && { resources }), ...(notResources && { notResources }) };
}

/** Null where a value is missing. */
function fillList(
  list: readonly string[] | undefined,
  attributes: RoleAttributes,
): readonly string[] | null | undefined {
  const filled = list?.map((pattern) => fillPattern(pattern, attributes));
  return filled?.some((some) => some.length === 0) ? null : filled?.flat();
}

/** A pattern once for each value; none where there is no value. */
function fillPattern(pattern: string, attributes: RoleAttributes): readonly string[] {
  const [whole, key] = PLACEHOLDER.exec(pattern) ?? [];
  if (whole === undefined || key === undefined) return [pattern];
  return (attributes[key] ?? []).flatMap((value) =>
    fillPattern(
      pattern.replace(whole, () => value),
      attributes,
    ),
  );
}
