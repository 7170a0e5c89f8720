import type { TokenRole } from "@/lib/core/base-role";
import { customRolePolicy, tokenPolicy } from "@/lib/policy/base-roles";
import type { Grants, Policy, RoleAttributes, Statement } from "@/lib/policy/statement";
import type { RoleChoice } from "@/lib/roles/view";
import type { TokenRoleView } from "@/lib/tokens/view";

export type TokenKind = "personal" | "service";

/** An entry of the Role menu. */
export type RoleKind = TokenRole | "custom" | "inline";

/** What a form says about a token's role: what was entered under one entry stays when another is chosen. */
export type RoleDraft = {
  readonly choice: RoleKind;
  /** Ids of custom roles. */
  readonly roles: readonly string[];
  /** The inline policy; `written` is null while it is not one, and `saysAlready` what of it can be read. */
  readonly policy: readonly Statement[];
  readonly written: readonly Statement[] | null;
  readonly saysAlready: readonly Statement[];
};

const FIRST_ROW: readonly Statement[] = [{ effect: "allow", resources: [], actions: [] }];

/** What a form begins with: a choice, or what a token declares already. */
export function beginWith(role: RoleKind | TokenRoleView): RoleDraft {
  const none = { roles: [], policy: FIRST_ROW, written: null, saysAlready: [] };
  if (typeof role === "string") return { ...none, choice: role };
  if (role.source === "base") return { ...none, choice: role.baseRole };
  if (role.source === "custom") return { ...none, choice: "custom", roles: role.roles.map(({ id }) => id) };
  const { statements } = role;
  return { choice: "inline", roles: [], policy: statements, written: statements, saysAlready: statements };
}

/** The roles that somebody may put on a token of that kind: on a personal one only those that they have. */
export function isOffered(kind: TokenKind, role: RoleChoice): boolean {
  return kind === "service" || role.held;
}

/** The chosen roles that are offered. */
export function chosenRoles(kind: TokenKind, draft: RoleDraft, choices: readonly RoleChoice[]): readonly RoleChoice[] {
  return choices.filter((role) => draft.roles.includes(role.id) && isOffered(kind, role));
}

/** A draft as `createToken` and `updateToken` take it. */
export function roleInput(kind: TokenKind, draft: RoleDraft, choices: readonly RoleChoice[]) {
  if (draft.choice === "custom") {
    return { source: "custom", roles: chosenRoles(kind, draft, choices).map(({ id }) => id) };
  }
  if (draft.choice === "inline") return { source: "inline", statements: draft.written ?? [] };
  return { source: "base", baseRole: draft.choice };
}

/** What a draft declares, as the server would read it. */
export function declaredBy(
  kind: TokenKind,
  draft: RoleDraft,
  choices: readonly RoleChoice[],
  attributes: RoleAttributes,
): readonly Policy[] {
  if (draft.choice === "inline") return [{ source: { kind: "inline" }, statements: draft.saysAlready }];
  if (draft.choice !== "custom") return [tokenPolicy(draft.choice)];
  return chosenRoles(kind, draft, choices).map((role) =>
    customRolePolicy({ ...role, statements: role.policy, attributes }, null),
  );
}

/** What a token would be given: what it declares, held to what its maker can do (ruling R3). */
export function grantsOf(kind: TokenKind, declared: readonly Policy[], yours: Grants): Grants {
  const ceiling = kind === "personal" ? "member" : "creator";
  return [
    { kind: "declared", policies: declared },
    ...yours.map(({ policies }) => ({ kind: ceiling, policies }) as const),
  ];
}

const PLACEHOLDER = /\$\{roleAttribute\/([^}]+)\}/g;

/** The attributes that a role's statements name. */
export function attributesOf({ policy }: Pick<RoleChoice, "policy">): readonly string[] {
  const found = [...JSON.stringify(policy).matchAll(PLACEHOLDER)].flatMap(([, key]) => key ?? []);
  return [...new Set(found)];
}
