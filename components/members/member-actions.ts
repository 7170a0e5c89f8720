import type { Act } from "@/components/ui/use-act";
import type { BaseRole } from "@/lib/core/base-role";
import type { ListedMember } from "@/lib/members/list-view";
import type { InvitationOutcome, MemberEffects, MemberView } from "@/lib/members/view";
import type { NamedMember } from "@/lib/tokens/view";

/** What the viewer may do with one member. */
export type Permissions = {
  readonly changeRole: boolean;
  readonly assignRoles: boolean;
  readonly setAttributes: boolean;
  readonly remove: boolean;
  /** Make a new link for somebody who has not joined. */
  readonly renew: boolean;
  /** Make this member Owner in the viewer's place. */
  readonly pass: boolean;
  /** End their second factor, so that they can set up another. */
  readonly resetFactor: boolean;
  readonly rolesToGive: readonly BaseRole[];
};

/** A member whom the viewer sees whole, with what they may do. */
export type ManagedMember = { readonly member: MemberView; readonly permissions: Permissions };

export type MemberRow = { readonly member: ListedMember; readonly permissions: Permissions };

/** A custom role as the dialogs offer it, with the attributes that its policy leaves open. */
export type RoleOffer = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly string[];
};

/** Who looks, at which account. */
export type Looker = {
  readonly memberId: string;
  readonly accountName: string;
  /** The one Owner there is, whom nothing can happen to; null where there are more. */
  readonly soleOwnerId: string | null;
  readonly now: number;
  readonly zone: string;
};

/** The acts that the pages hand down. */
export type MemberActs = {
  readonly update: Act<{ baseRole: BaseRole }>;
  readonly remove: Act<{ deactivated: number; handedOver: number }>;
  readonly renew: Act<{ email: string; code: string }>;
  readonly pass: Act<{ email: string }>;
  readonly resetFactor: Act<null>;
  /** What other rights (or a removal, `null`) would do to the member's tokens. */
  readonly effects: Act<MemberEffects>;
  readonly heirs: Act<NamedMember[]>;
};

/** What every dialog on a member is given. */
export type DialogProps = {
  readonly row: ManagedMember;
  readonly acts: MemberActs;
  readonly looker: Looker;
  readonly onClose: () => void;
};

export type InviteAct = Act<InvitationOutcome[]>;
