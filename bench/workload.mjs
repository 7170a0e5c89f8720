// The statements and requests that every engine is asked about, in the product's own words.
const ACTIONS = ["updateOn", "updateRules"];

/** The first `size` statements: a project each, a tenth of them denies, and from ten on one that goes by a tag. */
export function statementsOf(size) {
  return Array.from({ length: size }, (_, i) => {
    if (size >= 10 && i === 5) {
      return { effect: "allow", actions: ["updateOn"], resource: { proj: "*", env: "*", flag: "*", tag: "beta" } };
    }
    const deny = i % 10 === 9;
    const resource = { proj: `p${deny ? i - 1 : i}-*`, env: deny ? "production" : "*", flag: deny ? "*" : "web-*" };
    return { effect: deny ? "deny" : "allow", actions: ACTIONS, resource };
  });
}

/** 64 requests: what is allowed, what is denied, what a tag allows, and what nobody speaks of. */
export function requestsOf(size) {
  return Array.from({ length: 64 }, (_, i) => {
    const at = Math.floor((i * size) / 64);
    const request = { action: ACTIONS[i % 2], proj: `p${at}-shop`, env: "staging", flag: `web-header-${i}`, tags: [] };
    const kind = i % 4;
    if (kind === 1) return { ...request, proj: `p${Math.max(0, at - (at % 10) + 8)}-shop`, env: "production" };
    if (kind === 2) return { ...request, proj: `elsewhere-${i}`, action: "updateOn", tags: ["beta", "team-a"] };
    if (kind === 3) return { ...request, flag: `mobile-${i}`, proj: `p${(at + 7) % size}-shop` };
    return request;
  });
}

/**
 * A resource pattern or a resource as the product's specifier. Its first level is of a type that has no gate: in a `proj`
 * the product asks for the view of the project too (semantics 3.3), which the peers do not know of.
 */
export function specifier({ proj, env, flag, tag, tags = tag ? [tag] : [] }) {
  return `site/${proj}:env/${env}:flag/${flag}${tags.length > 0 ? `;${tags.join(",")}` : ""}`;
}
