import type { Policy, RoleAttributes, Statement } from "./statement";

const PLACEHOLDER = /\$\{roleAttribute\/([^}]+)\}/;

/**
 * One policy that gives what several do, with the values that stand for placeholders now. Several policies can be one only if
 * none of them denies: within a policy a deny beats every allow, across policies it does not (ruling R1). Null where it is not
 * possible, or where nothing is given.
 */
export function frozenStatements(policies: readonly Policy[]): Statement[] | null {
  const denies = policies.some(({ statements }) => statements.some(({ effect }) => effect === "deny"));
  if (policies.length > 1 && denies) return null;
  const frozen: Statement[] = [];
  for (const { statements, attributes = {} } of policies) {
    for (const statement of statements) {
      const filled = filledIn(statement, attributes);
      if (filled) frozen.push(filled);
      else if (statement.effect === "deny") return null; // of which nobody knows what it covers: it covers everything
    }
  }
  return frozen.some(({ effect }) => effect === "allow") ? frozen : null;
}

/** A statement with values for its placeholders; null if a value is missing, when the whole of it says nothing (ruling R5). */
function filledIn(statement: Statement, attributes: RoleAttributes): Statement | null {
  const { resources, notResources, ...rest } = statement;
  const patterns = (resources ?? notResources ?? []).map((pattern) => valuesIn(pattern, attributes));
  if (patterns.some((each) => each.length === 0)) return null;
  return { ...rest, [resources ? "resources" : "notResources"]: patterns.flat() };
}

/** The patterns that one with placeholders stands for: one for each combination of values. A value is a plain name. */
function valuesIn(pattern: string, attributes: RoleAttributes): string[] {
  const [placeholder, key] = PLACEHOLDER.exec(pattern) ?? [];
  if (placeholder === undefined || key === undefined) return [pattern];
  const values = Object.hasOwn(attributes, key) ? (attributes[key] ?? []) : [];
  return values.flatMap((value) =>
    valuesIn(
      pattern.replaceAll(placeholder, () => value),
      attributes,
    ),
  );
}
