import type { BaseRole } from "@/lib/core/base-role";
import type { RoleAttributes } from "@/lib/policy/statement";
import type { RoleName, TokenRoleView, TokenView } from "@/lib/tokens/view";

/** How far anything is counted for a look at it: beyond, "1 000+" is said. */
export const COUNTED_TO = 1000;

/** What may leave the server about a member. Instants are epoch milliseconds. */
export type MemberView = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  baseRole: BaseRole;
  /** Directly held custom roles: if there are any, they stand in place of the base role (ruling R2). */
  roles: RoleName[];
  /** What the placeholders of held roles stand for. */
  roleAttributes: RoleAttributes;
  /** False while the invitation is open. */
  joined: boolean;
  /** Whether they are asked for a second factor after their password. */
  secondFactor: boolean;
  /** Until when the open invitation's link works; `until` is null where there is no link any more. */
  invitation: { until: number | null; expired: boolean } | null;
  createdAt: number;
  lastSeenAt: number | null;
  /** Living tokens that the member made, counted no further than one beyond `COUNTED_TO`. */
  tokens: { personal: number; service: number };
};

/** One page of members: `total` counts all that match. */
export type MemberPage = { items: MemberView[]; total: number };

/** The member's name, or the address while there is none. */
export function displayName(member: { firstName: string; lastName: string; email: string }): string {
  return `${member.firstName} ${member.lastName}`.trim() || member.email;
}

/** One token that a change of somebody's permissions would touch, or leave as it is. */
export type AffectedToken = {
  id: string;
  name: string;
  kind: "personal" | "service";
  role: TokenRoleView;
  /** The weaker base role that it acts as now, by the same rule. */
  actsAs: BaseRole | null;
  /** The weaker base role that it would act as afterwards, where its own is one and is held back; null otherwise. */
  willActAs: BaseRole | null;
  /** How many actions it would get and lose. */
  gained: number;
  lost: number;
  lastUsedAt: number | null;
  telemetryUsedAt: number | null;
  gatewayUsedAt: number | null;
};

/** A token that a change leaves as it is. */
export type KeptToken = Omit<AffectedToken, "actsAs" | "willActAs" | "gained" | "lost">;

/** One member whom an edit of a role would touch. */
export type AffectedMember = { id: string; name: string; gained: number; lost: number };

/** What a change would do: the tokens that lose or gain something, and those that stay as they are. */
export type Effects = {
  tokens: AffectedToken[];
  /** Service tokens that the member made: they stay as they are. */
  kept: AffectedToken[];
  members: AffectedMember[];
  /** True where there are more than were looked at. */
  more: boolean;
};

/** Calls of the last seven days by what a change would have done to them; `perhaps` are of actions that it takes away in places only. */
export type RefusedCalls = {
  surely: number;
  perhaps: number;
  /** Whose they were, most first. */
  tokens: { id: string; name: string; surely: number; perhaps: number }[];
};

/** What an edit of a role would do. */
export type RoleEffects = Effects & { refused: RefusedCalls };

/** What a change of a member's rights, or a removal, would do. Of a removal `kept` are the tokens they look after. */
export type MemberEffects = Pick<Effects, "tokens" | "members" | "more"> & {
  kept: KeptToken[];
  /** Stands for all of this: sent back with the change, it lets the server tell whether something else would happen by now. */
  mark: string;
};

/** Who has a role: the first so many by name. */
export type RoleHolders = {
  members: { id: string; name: string; email: string }[];
  tokens: Pick<AffectedToken, "id" | "name" | "kind" | "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt">[];
};

/** Why an address was not invited: no address, given twice, a member, invited already, or taken in another account. */
export type NotInvited = "invalid" | "twice" | "member" | "open" | "elsewhere";

/** What became of one address; `code` makes the link, and is shown once. */
export type InvitationOutcome = { email: string; code: string | null; why: NotInvited | null };

/** A member's living tokens, recently used ones first: those they made and those they look after. */
export type MemberTokens = { items: TokenView[]; more: boolean };

/** How many could make tokens of a kind, and the names of a few. */
export type Able = { count: number; names: string[] };

/** Who could make tokens, by kind and by what the rule says; `members` is how many were looked at. */
export type WhoCanCreate = {
  members: number;
  personal: { everybody: Able; admins: Able };
  service: { everybody: Able; admins: Able };
};

/** How many members have joined, and how many of them have signed in by the issuer. */
export type BoundMembers = { joined: number; bound: number };
