import type { BaseRole } from "@/lib/core/base-role";

/** The signed-in member as the console's frame shows them. */
export type Viewer = {
  memberId: string;
  email: string;
  firstName: string;
  lastName: string;
  baseRole: BaseRole;
  accountName: string;
};

/** One browser session of the viewer, as the account page lists it. */
export type SessionView = {
  id: string;
  createdAt: number;
  lastSeenAt: number;
  ip: string;
  userAgent: string;
  current: boolean;
};

/** How long a session has left in milliseconds: if nothing is done in it, and whatever is done. */
export type SessionEnd = { inMs: number; latestInMs: number };

/** What new lengths of sessions would do: how many are open, and how many of them would be over at once. */
export type SessionEffects = { open: number; wouldEnd: number };
