import { ACTION_GROUPS, type ActionGroup, type CatalogueAction } from "./action";
import { type Candidates, candidatesOf } from "./candidates";
import { CATALOGUE, type Catalogue } from "./catalogue";
import { decide, type StatementRef } from "./decide";
import type { GrantKind, Grants } from "./statement";

export type Verdict = "allowed" | "denied" | "held_back" | "not_allowed";

/** What can be said of one action on a kind: allowed if it is on any resource that was asked about, and on which. */
export type MatrixAction = CatalogueAction & {
  readonly verdict: Verdict;
  /** The grant that speaks against it, and the statement that decides, if one does. */
  readonly grant: GrantKind | null;
  readonly by: StatementRef | null;
  /** The project whose view is all that is missing (semantics 3.3). */
  readonly gate?: string;
  readonly allowedOn: readonly string[];
  /** Whether it is allowed on all that was asked about, "all of the kind" among it. */
  readonly everywhere: boolean;
};

/** One tile of the picture (ux 8.2): how many of its actions are allowed, and what the tile looks like. */
export type MatrixCell = {
  readonly state: "all" | "some" | "none" | "denied" | "held_back";
  readonly allowed: number;
  readonly of: number;
  readonly actions: readonly MatrixAction[];
};

export type MatrixRow = {
  readonly key: string;
  readonly label: string;
  readonly cells: Readonly<Record<ActionGroup, MatrixCell>>;
};
export type PermissionMatrix = readonly MatrixRow[];

export type MatrixOptions = {
  readonly catalogue?: Catalogue;
  /** Resources to ask about besides those that the policies name, so that two matrices ask the same. */
  readonly alsoOn?: readonly string[];
};

/** What grants allow, by kind of resource and group of action; kinds that nothing is said about have no row. */
export function permissionMatrix(grants: Grants, options: MatrixOptions = {}): PermissionMatrix {
  const candidates = candidatesOf(grants, options.catalogue ?? CATALOGUE, options.alsoOn);
  return candidates.map((each) => rowOf(grants, each)).filter(saysSomething);
}

/** A cell that differs between two matrices, with the actions gained and lost in it. */
export type CellDifference = {
  readonly key: string;
  readonly label: string;
  readonly group: ActionGroup;
  readonly before: MatrixCell;
  readonly after: MatrixCell;
  readonly gained: readonly MatrixAction[];
  readonly lost: readonly MatrixAction[];
};
export type MatrixDifference = {
  readonly cells: readonly CellDifference[];
  readonly gained: number;
  readonly lost: number;
};

/**
 * What changes from one matrix to another, cell by cell; an action that is allowed on more or fewer resources than before
 * is gained or lost too. Both must have asked about the same resources: `matricesOf` sees to that.
 */
export function differenceOf(before: PermissionMatrix, after: PermissionMatrix): MatrixDifference {
  const [was, is] = [before, after].map((matrix) => new Map(matrix.map((row) => [row.key, row])));
  const rows = [...after, ...before.filter(({ key }) => !is?.has(key))];
  const cells = rows.flatMap(({ key, label }) =>
    ACTION_GROUPS.flatMap((group): CellDifference[] => {
      const [old, now] = [was?.get(key)?.cells[group] ?? EMPTY, is?.get(key)?.cells[group] ?? EMPTY];
      const [gained, lost] = [beyond(now, old), beyond(old, now)];
      return gained.length + lost.length > 0 ? [{ key, label, group, before: old, after: now, gained, lost }] : [];
    }),
  );
  const count = (side: "gained" | "lost") => cells.reduce((sum, cell) => sum + cell[side].length, 0);
  return { cells, gained: count("gained"), lost: count("lost") };
}

/** Two matrices that asked about the same resources. */
export function matricesOf(
  before: Grants,
  after: Grants,
  catalogue: Catalogue = CATALOGUE,
): [PermissionMatrix, PermissionMatrix] {
  const alsoOn = candidatesOf([...before, ...after], catalogue).flatMap(({ resources }) => resources);
  return [permissionMatrix(before, { catalogue, alsoOn }), permissionMatrix(after, { catalogue, alsoOn })];
}

/** How many actions a change of grants gains and loses. */
export function effectOf(
  before: Grants,
  after: Grants,
  catalogue: Catalogue = CATALOGUE,
): { readonly gained: number; readonly lost: number } {
  const { gained, lost } = differenceOf(...matricesOf(before, after, catalogue));
  return { gained, lost };
}

const EMPTY: MatrixCell = { state: "none", allowed: 0, of: 0, actions: [] };

/** The actions of a cell that are allowed somewhere where those of the other are not. */
function beyond(cell: MatrixCell, other: MatrixCell): readonly MatrixAction[] {
  return cell.actions.filter(({ name, allowedOn }) => {
    const there = other.actions.find((action) => action.name === name)?.allowedOn ?? [];
    return allowedOn.some((resource) => !there.includes(resource));
  });
}

function saysSomething({ cells }: MatrixRow): boolean {
  return ACTION_GROUPS.some((group) =>
    cells[group].actions.some(({ verdict, gate }) => verdict !== "not_allowed" || gate !== undefined),
  );
}

function rowOf(grants: Grants, { kind, resources }: Candidates): MatrixRow {
  const actions = kind.actions.map((action) => actionOf(grants, action, resources));
  const cells = ACTION_GROUPS.map(
    (group) => [group, cellOf(actions.filter((action) => action.group === group))] as const,
  );
  return { key: kind.key, label: kind.label, cells: Object.fromEntries(cells) as MatrixRow["cells"] };
}

function cellOf(actions: readonly MatrixAction[]): MatrixCell {
  const has = (verdict: Verdict) => actions.some((action) => action.verdict === verdict);
  const allowed = actions.filter(({ verdict }) => verdict === "allowed").length;
  const unallowed = has("held_back") ? "held_back" : has("denied") ? "denied" : "none";
  const state = allowed === 0 ? unallowed : allowed === actions.length ? "all" : "some";
  return { state, allowed, of: actions.length, actions };
}

type Finding = Pick<MatrixAction, "verdict" | "grant" | "by" | "gate">;
const SAID_FIRST: readonly ((finding: Finding) => boolean)[] = [
  ({ verdict }) => verdict === "allowed",
  ({ verdict }) => verdict === "held_back",
  ({ verdict }) => verdict === "denied",
  ({ gate }) => gate !== undefined, // what lacks the view alone says more than what nobody speaks of
];

function actionOf(grants: Grants, action: CatalogueAction, resources: readonly string[]): MatrixAction {
  const found = resources.map((resource) => findingOf(grants, action.name, resource));
  const telling = SAID_FIRST.flatMap((isSaid) => found.find(isSaid) ?? [])[0] ?? found[0];
  const allowedOn = resources.filter((_, i) => found[i]?.verdict === "allowed");
  const everywhere = allowedOn.length === resources.length && resources.length > 0;
  return { ...action, ...(telling ?? SILENT), allowedOn, everywhere };
}

const SILENT: Finding = { verdict: "not_allowed", grant: null, by: null };

function findingOf(grants: Grants, action: string, resource: string): Finding {
  const decision = decide(grants, { action, resource });
  if (decision.effect === "allow") return { verdict: "allowed", grant: null, by: decision.by };
  const { grant, by, gate } = decision;
  const reason = { grant, by, ...(gate !== undefined && { gate }) };
  if (grant !== grants[0].kind) return { verdict: "held_back", ...reason };
  return { verdict: by ? "denied" : "not_allowed", ...reason };
}
