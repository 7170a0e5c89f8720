import type { BaseRole } from "@/lib/core/base-role";
import type { RoleName } from "@/lib/tokens/view";
import { COUNTED_TO, type MemberView } from "./view";

/** The columns that can be sorted by. Whoever was never seen was seen longest ago; a role counts by its level. */
export const MEMBER_COLUMNS = ["name", "email", "role", "lastSeen"] as const;
export type MemberOrder = { readonly by: (typeof MEMBER_COLUMNS)[number]; readonly descending: boolean };

/** Somebody is a member, has an invitation that can be accepted, or one that has expired. */
export const MEMBER_STATUSES = ["active", "invited", "expired"] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

/** Whoever has joined and has no second factor. */
export const MEMBER_FACTORS = ["none"] as const;
export type MemberFactor = (typeof MEMBER_FACTORS)[number];

export const MEMBERS_PAGE = 50;

/** A member in the list: name and roles for everybody who may view members, the `whole` for those who manage them. */
export type ListedMember = {
  id: string;
  name: string;
  baseRole: BaseRole;
  roles: RoleName[];
  whole: MemberView | null;
};

/** Exact up to `COUNTED_TO`; capped, it is more than `n`. */
export type CountedMembers = { n: number; capped: boolean };

/** A page with the ways on from it; `brokenCursor` says that the place asked for could not be read, so this is the first. */
export type MemberListPage = {
  items: ListedMember[];
  before: string | null;
  after: string | null;
  count: CountedMembers;
  brokenCursor: boolean;
};

/** What somebody's place in the account is. */
export function statusOf({ joined, invitation }: Pick<MemberView, "joined" | "invitation">): MemberStatus {
  if (joined) return "active";
  return invitation?.expired ? "expired" : "invited";
}

/** A count as it is read: "1 000+" beyond what was counted. */
export function inFigures(count: number): string {
  const text = Math.min(count, COUNTED_TO).toLocaleString("en").replace(",", "\u202f");
  return count > COUNTED_TO ? `${text}+` : text;
}
