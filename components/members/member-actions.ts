import type { Act } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import type { MemberEffects, MemberView } from "@/lib/members/view";

/** What the members page lets the viewer do with one member. */
export type Permissions = {
  readonly changeRole: boolean;
  readonly assignRoles: boolean;
  readonly setAttributes: boolean;
  readonly remove: boolean;
  readonly rolesToGive: readonly BaseRole[];
};

export type MemberRow = { readonly member: MemberView; readonly permissions: Permissions };

/** A custom role as the dialogs offer it, with the attributes that its policy leaves open. */
export type RoleOffer = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly string[];
};

/** The acts that the page hands down. */
export type MemberActs = {
  readonly invite: Act<{ email: string; code: string }>;
  readonly update: Act<{ baseRole: BaseRole }>;
  readonly remove: Act<{ deactivated: number; handedOver: number }>;
  /** What other rights (or a removal, `null`) would do to the member's tokens. */
  readonly effects: Act<MemberEffects>;
};
