import { ACTION_GROUPS, type ActionGroup } from "@/lib/policy/action";
import { type Catalogue, ownKindsIn, type ResourceKind } from "@/lib/policy/catalogue";
import type { MatrixCell, MatrixRow, PermissionMatrix } from "@/lib/policy/matrix";

/** The kinds that people look for first: they have a row whatever is said about them. */
const USUAL = [
  "proj",
  "proj:env",
  "proj:env:flag",
  "proj:env:segment",
  "member",
  "member:token",
  "service-token",
  "role",
];
const FEW = 12;
/** So many kinds of the account's own are among them. */
const OWN_FEW = 8;

/** The keys of those kinds: the built-in ones, and the account's own while they are few. */
export function usualKinds(catalogue: Catalogue): ReadonlySet<string> {
  const own = ownKindsIn(catalogue);
  return new Set([...USUAL, ...(own.length <= OWN_FEW ? own.map(({ key }) => key) : [])]);
}

/** The rows that are shown at first: the usual ones, and those of which the policies say something of their own. */
export function tellingRows(matrix: PermissionMatrix, catalogue: Catalogue): PermissionMatrix {
  const few = matrix.length <= FEW;
  const usual = usualKinds(catalogue);
  return allRows(matrix, catalogue).filter(
    (row) => usual.has(row.key) || (matrix.includes(row) && (few || hasOwnSay(row))),
  );
}

/** A row for every kind, in the catalogue's order; those that only a policy knows come last. */
export function allRows(matrix: PermissionMatrix, catalogue: Catalogue): PermissionMatrix {
  const known = catalogue.map((kind) => matrix.find(({ key }) => key === kind.key) ?? silentRow(kind));
  return [...known, ...matrix.filter((row) => !known.includes(row))];
}

function hasOwnSay({ cells }: MatrixRow): boolean {
  return Object.values(cells).some(({ actions }) =>
    actions.some(({ verdict, everywhere }) => (verdict === "allowed" && !everywhere) || verdict === "denied"),
  );
}

function silentRow({ key, label, actions }: ResourceKind): MatrixRow {
  const cellOf = (group: ActionGroup): MatrixCell => {
    const own = actions.filter((action) => action.group === group);
    const silent = { verdict: "not_allowed", grant: null, by: null, allowedOn: [], everywhere: false } as const;
    return { state: "none", allowed: 0, of: own.length, actions: own.map((action) => ({ ...action, ...silent })) };
  };
  const cells = ACTION_GROUPS.map((group) => [group, cellOf(group)] as const);
  return { key, label, cells: Object.fromEntries(cells) as MatrixRow["cells"] };
}
