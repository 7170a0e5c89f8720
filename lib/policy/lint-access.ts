import { decideGrant } from "./decide";
import { heldBack } from "./held-back";
import type { LintContext, LintItem } from "./lint-item";
import { type MatrixAction, permissionMatrix } from "./matrix";
import type { Grant, Statement } from "./statement";
import { trimTo } from "./trim";

/** What the statements ask for that is too much, or that would let a token hand out access. */
export function* lintAccess(statements: readonly Statement[], context: LintContext): Generator<LintItem> {
  const declared: Grant = { kind: "declared", policies: [{ source: { kind: "inline" }, statements }] };
  yield* tooMuch(statements, declared, context);
  yield* handsOutAccess(declared);
}

function* tooMuch(
  statements: readonly Statement[],
  declared: Grant,
  { token, ceilings = [], catalogue }: LintContext,
): Generator<LintItem> {
  const held = heldBack([declared, ...ceilings], Number.POSITIVE_INFINITY, catalogue);
  const [first] = held;
  if (!first) return;
  const service = token === "service";
  const count = new Set(held.map(({ action }) => action)).size;
  const actions = count === 1 ? "1 action is" : `${count} actions are`;
  yield {
    code: service ? "P09" : "P20",
    level: "warning",
    pointer: pointerTo(declared, first),
    message: service
      ? `A service token can't have more than you do. ${actions} too many.`
      : `${actions} more than you have. ${count === 1 ? "It's" : "They're"} held back.`,
    fix: { label: "Trim to what I have", statements: trimTo(statements, ceilings, catalogue) },
  };
}

function pointerTo(declared: Grant, request: { readonly action: string; readonly resource: string }): string {
  const { by } = decideGrant(declared, request);
  return by ? `/${by.index}` : "";
}

const HANDED_OUT = new Set(["member", "member:token", "service-token", "role", "team"]);
const MOST_NAMED = 3;

function* handsOutAccess(declared: Grant): Generator<LintItem> {
  const rows = permissionMatrix([declared]).filter(({ key }) => HANDED_OUT.has(key));
  const allowed = rows.flatMap(({ label, cells }) =>
    [cells.create, cells.edit, cells.manage].flatMap(({ actions }) =>
      actions.filter(({ verdict }) => verdict === "allowed").map((action) => ({ action, label })),
    ),
  );
  const [first] = allowed;
  if (!first) return;
  const names = [...new Set(allowed.map(({ action, label }) => inWords(action, label)))];
  const more = names.length - MOST_NAMED;
  const said = [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])];
  const actions = said.length > 1 ? `${said.slice(0, -1).join(", ")} and ${said.at(-1)}` : said.join("");
  const pointer = first.action.by ? `/${first.action.by.index}` : "";
  yield { code: "P24", level: "warning", pointer, message: `This token could hand out access: it may ${actions}.` };
}

/** "create role", and for a label that leaves out of what: "rename (roles)". */
function inWords({ label }: MatrixAction, kind: string): string {
  const text = label.charAt(0).toLowerCase() + label.slice(1);
  const [word = ""] = kind.toLowerCase().split(" ").slice(-1);
  return text.includes(word.replace(/s$/, "")) ? text : `${text} (${kind.toLowerCase()})`;
}
