import { newEnforcer, newModelFromString, StringAdapter } from "casbin";

// Deny overrides; the text functions are plain prefix checks, so that no regular expression is made for each row.
const MODEL = `
[request_definition]
r = action, proj, env, flag, tags
[policy_definition]
p = actions, proj, env, flag, tag, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = among(r.action, p.actions) && glob(r.proj, p.proj) && glob(r.env, p.env) && glob(r.flag, p.flag) && tagged(r.tags, p.tag)
`;

/** node-casbin, asked in its synchronous way. */
export async function build(statements, requests) {
  const rows = statements.map(
    ({ effect, actions, resource: { proj, env, flag, tag = "-" } }) =>
      `p, ${actions.join("|")}, ${proj}, ${env}, ${flag}, ${tag}, ${effect}`,
  );
  const enforcer = await newEnforcer(newModelFromString(MODEL), new StringAdapter(rows.join("\n")));
  await enforcer.addFunction("among", (action, actions) => actions.split("|").includes(action));
  await enforcer.addFunction("glob", (text, pattern) =>
    pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern,
  );
  await enforcer.addFunction("tagged", (tags, tag) => tag === "-" || tags.includes(tag));
  return (i) => {
    const { action, proj, env, flag, tags } = requests[i];
    return enforcer.enforceSync(action, proj, env, flag, tags);
  };
}
