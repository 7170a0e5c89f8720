import type { BaseRole } from "@/lib/core/base-role";

/** What may leave the server about a member. Instants are epoch milliseconds. */
export type MemberView = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  baseRole: BaseRole;
  /** False while the invitation is open. */
  joined: boolean;
  createdAt: number;
  lastSeenAt: number | null;
  /** Living tokens that the member made. */
  tokens: { personal: number; service: number };
};

/** The member's name, or the address while there is none. */
export function displayName(member: { firstName: string; lastName: string; email: string }): string {
  return `${member.firstName} ${member.lastName}`.trim() || member.email;
}

/** One personal token that an act on its member would touch, most recently used first. */
export type AffectedToken = {
  id: string;
  name: string;
  kind: "personal" | "service";
  baseRole: BaseRole;
  /** What it would act as afterwards. */
  willActAs: BaseRole;
  lastUsedAt: number | null;
};
