import { createRequire } from "node:module";

const cedar = createRequire(import.meta.url)("@cedar-policy/cedar-wasm/nodejs");

/** Cedar's wasm, its policies parsed beforehand: its fastest way in. */
export function build(statements, requests) {
  const policies = Object.fromEntries(statements.map((statement, i) => [`s${i}`, policyOf(statement)]));
  const parsed = cedar.preparsePolicySet("bench", { staticPolicies: policies });
  if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
  const principal = { type: "User", id: "me" };
  const calls = requests.map(({ action, ...attrs }) => {
    const uid = { type: "Flag", id: `${attrs.proj}:${attrs.env}:${attrs.flag}` };
    return {
      principal,
      action: { type: "Action", id: action },
      resource: uid,
      context: {},
      preparsedPolicySetId: "bench",
      entities: [{ uid, attrs, parents: [] }],
    };
  });
  return (i) => {
    const answer = cedar.statefulIsAuthorized(calls[i]);
    if (answer.type !== "success") throw new Error(JSON.stringify(answer));
    return answer.response.decision === "allow";
  };
}

function policyOf({ effect, actions, resource: { proj, env, flag, tag } }) {
  const names = Object.entries({ proj, env, flag }).filter(([, text]) => text !== "*");
  const conditions = names.map(([key, text]) => `resource.${key} like "${text}"`);
  if (tag) conditions.push(`resource.tags.contains("${tag}")`);
  const list = actions.map((action) => `Action::"${action}"`).join(", ");
  const verb = effect === "allow" ? "permit" : "forbid";
  return `${verb}(principal, action in [${list}], resource is Flag) when { ${conditions.join(" && ")} };`;
}
