import type { AccessRequest, Grant, Policy, RoleAttributes, Statement } from "./statement";

// A second evaluator to hold the first against: written from the text of semantics.md 3, the rulings and decision 0012
// alone, shares no code with it, is slow, and only tests may reach it.

type Level = { type: string; name: string; selectors: string[] };
type Match = boolean | "unknown";
type Spoken = { effect: "allow" | "deny" | "abstain"; statements: number[] };

// The signs of a value are hidden as these, since they are text and no syntax.
const hideSigns = (value: string) =>
  value.replace(/[*:;/,{}$]/g, (sign) => String.fromCharCode(0xe100 + sign.charCodeAt(0)));
const showSigns = (text: string) =>
  text.replace(/[\ue100-\ue17f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xe100));
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const ATTRIBUTE = /\$\{roleAttribute\/([^{}$:;,/]+)\}/g;

/** What one policy says of a request, and every statement that says it. */
export function naivelyAsk(policy: Policy, request: AccessRequest): Spoken {
  if (isOdd(request)) return { effect: "abstain", statements: [] };
  const answers = policy.statements.map((statement) => answer(statement, policy.attributes ?? {}, request));
  const where = (effect: string, match: Match) =>
    policy.statements.flatMap((statement, i) => (statement.effect === effect && answers[i] === match ? [i] : []));
  const unknown = where("deny", "unknown");
  if (unknown.length > 0) return { effect: "deny", statements: unknown };
  if (where("deny", true).length > 0) return { effect: "deny", statements: where("deny", true) };
  if (where("allow", true).length > 0) return { effect: "allow", statements: where("allow", true) };
  return { effect: "abstain", statements: [] };
}

/** Whether every grant has a policy that allows the request, and in a project one that allows to view the project. */
export function naivelyAllows(grants: readonly Grant[], request: AccessRequest): boolean {
  return grants.every((grant) => naivelyAllowedBy(grant, request) && !naivelyInert(grant, request));
}

/** Whether one of the policies of a grant allows the request, as if there were no projects to view. */
export function naivelyAllowedBy({ policies }: Grant, request: AccessRequest): boolean {
  return policies.some((policy) => naivelyAsk(policy, request).effect === "allow");
}

/** Whether all that a grant allows of such a request is inert, since it does not let its project be viewed (3.3). */
export function naivelyInert(grant: Grant, { action, resource }: AccessRequest): boolean {
  const [first = ""] = shield(resource).split(":");
  const [type = ""] = first.split(/[/;]/);
  if (withoutSpelling(plain(type)) !== "proj") return false;
  const view = { action: "viewProject", resource: plain(first) };
  const isTheView = action === view.action && resource === view.resource;
  return !isTheView && !naivelyAllowedBy(grant, view);
}

function answer(statement: Statement, attributes: RoleAttributes, request: AccessRequest): Match {
  const { effect, actions = [], notActions = [], resources = [], notResources = [] } = statement;
  if (actions.length > 0 === notActions.length > 0) return "unknown";
  if (resources.length > 0 === notResources.length > 0) return "unknown";
  if ([...actions, ...notActions].some((action) => action.includes("${"))) return "unknown";
  const expanded = (list: readonly string[]) => list.map((pattern) => expand(pattern, attributes));
  if ([...expanded(resources), ...expanded(notResources)].includes(null)) return "unknown";
  const texts = (list: readonly string[]) => expanded(list).flatMap((some) => some ?? []);
  // A deny sees no difference in spelling; nor do the exceptions of an allow. The others see every difference.
  const blind = effect === "deny";
  const aboutAction =
    actions.length > 0
      ? actions.some((action) => sameText(action, request.action, blind))
      : !notActions.some((action) => sameText(action, request.action, !blind));
  const aboutResource =
    resources.length > 0
      ? texts(resources).some((resource) => sameResource(resource, request.resource, blind))
      : !texts(notResources).some((resource) => sameResource(resource, request.resource, !blind));
  return aboutAction && aboutResource;
}

/** The pattern once for every way to give each of its attributes one value; null if that cannot be done. */
function expand(pattern: string, attributes: RoleAttributes): string[] | null {
  if (pattern === "*") return [pattern];
  const levels = split(pattern.replace(/:\//g, ":"));
  if (!levels) return null;
  for (const { name, selectors } of levels) {
    const places = [name, ...selectors.filter((text) => text.startsWith("view:")).map((text) => text.slice(5))];
    if (places.some((place) => place.includes("${") && place.replace(ATTRIBUTE, "") !== "")) return null;
    if (places.some((place) => (place.match(ATTRIBUTE) ?? []).length > 1)) return null;
  }
  const keys = new Set([...pattern.matchAll(ATTRIBUTE)].map(([, key]) => key ?? ""));
  let texts = [pattern];
  for (const key of keys) {
    const values = (new Map(Object.entries(attributes)).get(key) ?? []).filter((value) => value !== "");
    texts = texts.flatMap((text) =>
      values.map((value) => text.replaceAll(`\${roleAttribute/${key}}`, hideSigns(value))),
    );
  }
  return texts.length > 0 ? texts : null;
}

/** The levels of a specifier; null if it cannot be read. */
function split(specifier: string): Level[] | null {
  const levels = shield(specifier)
    .split(":")
    .map((level) => {
      const [head = "", ...selectors] = level.split(";");
      const [type = "", ...name] = head.split("/");
      const legible = selectors.every((selector) => {
        if (selector.startsWith("view\ue002")) return /^view\ue002[^/]+$/.test(selector);
        if (selector.startsWith("{"))
          return /^\{(\s*[^\s\ue002\ue003][^\ue002\ue003]*\ue002\s*[^\s\ue003][^\ue003]*(\ue003(?!\})|(?=\})))+\}$/.test(
            selector,
          );
        return /^[\p{L}\p{N}._*-]+(,[\p{L}\p{N}._*-]+)*$/u.test(selector);
      });
      if (type === "" || (head.includes("/") && name.join("/") === "") || !legible) return null;
      return { type: plain(type), name: plain(name.join("/")), selectors: selectors.map(plain) };
    });
  return levels.includes(null) ? null : (levels as Level[]);
}

/** A specifier in which no colon, slash or comma is left that parts nothing. */
const shield = (specifier: string) =>
  specifier
    .replace(ATTRIBUTE, (text) => text.replace("/", "\ue001"))
    .replace(/;\{[^{}]*\}/g, (text) =>
      text.replaceAll(":", "\ue002").replaceAll("/", "\ue001").replaceAll(",", "\ue003"),
    )
    .replaceAll(";view:", ";view\ue002");

const plain = (text: string) => text.replaceAll("\ue001", "/").replaceAll("\ue002", ":").replaceAll("\ue003", ",");

function isOdd({ action, resource }: AccessRequest): boolean {
  if (action === "" || action.length > 256 || HIDDEN.test(action) || action.trim() !== action) return true;
  if (resource.length > 1024 || HIDDEN.test(resource)) return true;
  const levels = split(resource);
  return !levels?.every(
    ({ type, name }) =>
      type === type.trim() &&
      (name === "" || name.split("/").every((part) => !["", ".", ".."].includes(part) && part.trim() === part)),
  );
}

/** Whether the text is what the pattern says, `*` standing for anything. */
function sameText(pattern: string, text: string, blind: boolean): boolean {
  const seen = (raw: string) => (blind ? withoutSpelling(raw) : raw);
  const pieces = pattern.split("*").map((piece) => escapeRegExp(seen(showSigns(piece))));
  return new RegExp(`^${pieces.join("[^]*")}$`).test(seen(text));
}

const withoutSpelling = (text: string) =>
  text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replace(/ς/g, "σ");
const escapeRegExp = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

function sameResource(pattern: string, resource: string, blind: boolean): boolean {
  if (pattern === "*") return true;
  const wanted = split(pattern.replace(/:\//g, ":")) ?? [];
  const given = split(resource) ?? [];
  const same = (a: string, b: string) => (blind ? withoutSpelling(a) === withoutSpelling(b) : a === b);
  return (
    wanted.length === given.length &&
    wanted.every((level, i) => {
      const other = given[i];
      if (!other || !same(level.type, other.type) || !sameText(level.name, other.name, blind)) return false;
      const has = traitsOf(other.selectors);
      return traitsOf(level.selectors).every((trait) =>
        has.some((its) => (trait.startsWith("property ") ? same(trait, its) : sameText(trait, its, blind))),
      );
    })
  );
}

/** All that selectors ask for or give: `tag a`, `view b`, `property c:d`. */
function traitsOf(selectors: string[]): string[] {
  return selectors.flatMap((selector) => {
    if (selector.startsWith("view:")) return [`view ${selector.slice(5)}`];
    if (!selector.startsWith("{")) return selector.split(",").map((tag) => `tag ${tag}`);
    return selector
      .slice(1, -1)
      .split(",")
      .map((pair) => `property ${pair.split(":")[0]?.trim()}:${pair.split(":").slice(1).join(":").trim()}`);
  });
}
