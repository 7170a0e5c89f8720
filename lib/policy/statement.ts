import type { BaseRole } from "@/lib/core/base-role";

export type Effect = "allow" | "deny";

/** One row of a policy as it is written: exactly one of the resource lists and one of the action lists (semantics 3.1). */
export type Statement = {
  readonly effect: Effect;
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
};

/** The values of role attributes by key: what `${roleAttribute/key}` stands for (ruling R5). */
export type RoleAttributes = Readonly<Record<string, readonly string[]>>;

/** Where a policy came from: what the reason of a decision names. */
export type PolicySource =
  | {
      readonly kind: "base_role";
      readonly role: BaseRole;
      /** Whose own tokens it lets be made; absent where it is a token's. */
      readonly memberId?: string;
    }
  | { readonly kind: "custom_role"; readonly id: string; readonly name: string }
  | { readonly kind: "inline" };

/** A list of statements of one origin, with the attribute values that its placeholders take. */
export type Policy = {
  readonly source: PolicySource;
  readonly statements: readonly Statement[];
  readonly attributes?: RoleAttributes;
};

/** What a grant is to the one who asks: what is declared, or a ceiling and whose permission it was. */
export type GrantKind = "declared" | "member" | "creator" | "minting_token";

/** Policies of which any single allow is enough (ruling R1). */
export type Grant = { readonly kind: GrantKind; readonly policies: readonly Policy[] };

/** What must all allow: what is declared, then every ceiling (ruling R3). Never empty, since "all of nothing" would be yes. */
export type Grants = readonly [Grant, ...Grant[]];

/**
 * What somebody wants to do to what: an action's name and a resource specifier, whose levels may carry the tags and
 * properties that the resource has: `proj/web;team-a:env/production;{critical:true}:flag/x;beta`.
 */
export type AccessRequest = { readonly action: string; readonly resource: string };

/**
 * A grant as it is stored with what its holder made: a base role by its name, every other policy in full with the
 * attribute values of that time (ruling R3).
 */
export type StoredGrant = readonly StoredPolicy[];
export type StoredPolicy =
  | { readonly source: Extract<PolicySource, { kind: "base_role" }> }
  | (Policy & { readonly source: Exclude<PolicySource, { kind: "base_role" }> });

/** What a maker could do at the time, frozen on what they made: grants that must all allow (ruling R3). */
export type StoredCeiling = { readonly kind: "creator" | "minting_token"; readonly grants: readonly StoredGrant[] };
