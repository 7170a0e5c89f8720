import { filledIn } from "@/components/policy/filled-in";
import { ACTION_GROUPS } from "@/lib/policy/action";
import { CATALOGUE, type Catalogue } from "@/lib/policy/catalogue";
import { type PermissionMatrix, permissionMatrix } from "@/lib/policy/matrix";
import type { Grants } from "@/lib/policy/statement";
import type { ActionUse } from "@/lib/usage/view";

/** Of what a token may do, how much each thing that it declares gives it, inside its limits. */
export type Reason =
  | {
      readonly kind: "base";
      readonly role: Extract<PolicySource, { kind: "base_role" }>["role"];
      readonly actions: number;
    }
  | { readonly kind: "custom"; readonly name: string; readonly actions: number }
  | { readonly kind: "inline"; readonly actions: number };
type PolicySource = Grants[0]["policies"][number]["source"];

export function reasonsFor(grants: Grants, catalogue: Catalogue): Reason[] {
  const [declared, ...ceilings] = filledIn(grants);
  return declared.policies.map((policy) => {
    const actions = allowedIn(
      permissionMatrix([{ ...declared, policies: [policy] }, ...ceilings], { catalogue }),
    ).length;
    const { source } = policy;
    if (source.kind === "base_role") return { kind: "base", role: source.role, actions };
    return source.kind === "inline" ? { kind: "inline", actions } : { kind: "custom", name: source.name, actions };
  });
}

/** Actions on a kind of resource, by their labels. */
export type KindActions = { readonly kind: string; readonly actions: readonly string[] };

/** How much of what a token may do it has done (S12). */
export type Exercised = {
  readonly used: number;
  readonly total: number;
  readonly usedKinds: readonly KindActions[];
  readonly unusedKinds: readonly KindActions[];
};

// Uses are counted by the built-in kinds alone (`lib/usage/action-group.ts`): of others nothing can be said.
const COUNTED = new Set(CATALOGUE.map(({ key }) => key));

/** Null where there is nothing to say: it did nothing that the catalogue knows, or all that it may. */
export function exercisedOf(rows: PermissionMatrix, uses: readonly ActionUse[]): Exercised | null {
  const done = new Set(uses.filter(({ allowed }) => allowed > 0).map(({ kind, action }) => `${kind} ${action}`));
  const allowed = allowedIn(rows.filter(({ key }) => COUNTED.has(key)));
  const isUsed = ({ key, name }: Allowed) => done.has(`${key} ${name}`);
  const used = allowed.filter(isUsed);
  if (used.length === 0 || used.length === allowed.length) return null;
  return {
    used: used.length,
    total: allowed.length,
    usedKinds: byKind(used),
    unusedKinds: byKind(allowed.filter((each) => !isUsed(each))),
  };
}

/** What is allowed, kind by kind. */
export function allowedKinds(rows: PermissionMatrix): KindActions[] {
  return byKind(allowedIn(rows));
}

type Allowed = { readonly key: string; readonly kind: string; readonly name: string; readonly label: string };

function allowedIn(rows: PermissionMatrix): Allowed[] {
  return rows.flatMap(({ key, label: kind, cells }) =>
    ACTION_GROUPS.flatMap((group) =>
      cells[group].actions.flatMap(({ verdict, name, label }) =>
        verdict === "allowed" ? { key, kind, name, label } : [],
      ),
    ),
  );
}

function byKind(all: readonly Allowed[]): KindActions[] {
  const kinds = new Map<string, string[]>();
  for (const { kind, label } of all) kinds.set(kind, [...(kinds.get(kind) ?? []), label]);
  return [...kinds].map(([kind, actions]) => ({ kind, actions }));
}
