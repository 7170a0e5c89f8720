import { createMongoAbility, subject } from "@casl/ability";

/** CASL: the last rule that matches decides, so denies come last; resources are made ready beforehand. */
export function build(statements, requests) {
  const inOrder = statements.toSorted((a, b) => Number(a.effect === "deny") - Number(b.effect === "deny"));
  const ability = createMongoAbility(
    inOrder.map(({ effect, actions, resource }) => ({
      action: actions,
      subject: "Flag",
      inverted: effect === "deny",
      conditions: conditionsOf(resource),
    })),
  );
  const asked = requests.map(({ action, ...resource }) => [action, subject("Flag", resource)]);
  return (i) => ability.can(asked[i][0], asked[i][1]);
}

function conditionsOf({ proj, env, flag, tag }) {
  const names = Object.entries({ proj, env, flag }).filter(([, text]) => text !== "*");
  const conditions = Object.fromEntries(names.map(([key, text]) => [key, conditionOf(text)]));
  return tag ? { ...conditions, tags: tag } : conditions;
}

const conditionOf = (text) => (text.endsWith("*") ? { $regex: new RegExp(`^${text.slice(0, -1)}`) } : text);
