import type { Act } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import type { AffectedToken, MemberView } from "@/lib/members/view";

/** What the members page lets the viewer do with one member. */
export type Permissions = {
  readonly changeRole: boolean;
  readonly remove: boolean;
  readonly rolesToGive: readonly BaseRole[];
};

export type MemberRow = { readonly member: MemberView; readonly permissions: Permissions };

export type Affected = { readonly limited: AffectedToken[]; readonly kept: AffectedToken[] };

/** The acts that the page hands down. */
export type MemberActs = {
  readonly invite: Act<{ email: string; code: string }>;
  readonly changeRole: Act<{ baseRole: BaseRole }>;
  readonly remove: Act<{ deactivated: number }>;
  /** What a change of role (or a removal, `null`) would do to the member's tokens. */
  readonly affected: Act<Affected>;
};
