import { z } from "zod";
import { BASE_ROLES } from "@/lib/core/base-role";
import type { MemberView } from "@/lib/members/view";
import { idRep, link, linksRep, timeRep } from "../reps";

/** A member on the wire (semantics 4.6). `_lastSeen` is 0 for one who was never here. */
export const memberRep = z
  .object({
    _links: linksRep,
    _id: idRep,
    role: z.enum(BASE_ROLES),
    email: z.string(),
    firstName: z.string().optional(),
    lastName: z.string().optional(),
    _pendingInvite: z.boolean(),
    _verified: z.boolean(),
    customRoles: z.array(idRep),
    roleAttributes: z.record(z.string(), z.array(z.string()).readonly()).optional(),
    mfa: z.enum(["enabled", "disabled"]),
    _lastSeen: timeRep,
    creationDate: timeRep,
  })
  .meta({ id: "Member" });

export const membersRep = z
  .object({ items: z.array(memberRep), totalCount: z.number().int(), _links: linksRep })
  .meta({ id: "Members" });

/** The answer to a change of many: who was changed, and for each who was not the reason. */
export const membersChangedRep = z
  .object({
    members: z.array(idRep),
    errors: z.array(z.record(z.string(), z.string())),
  })
  .meta({ id: "MembersChanged" });

const PARTS = ["customRoles", "roleAttributes"] as const;
export type Expanded = ReadonlySet<(typeof PARTS)[number]>;

/** What `expand` asks for besides; the ids of custom roles are always there. Anything unknown asks for nothing. */
export const expandQuery = z
  .string()
  .max(200)
  .default("")
  .transform((text): Expanded => new Set(PARTS.filter((part) => text.split(",").includes(part))));

/** The wire shape of a view. */
export function toMemberRep(view: MemberView, expanded: Expanded = new Set()): z.input<typeof memberRep> {
  const { id, baseRole, email, firstName, lastName, joined, roles, roleAttributes, lastSeenAt, createdAt } = view;
  return {
    _links: { self: link(`/api/v2/members/${id}`), parent: link("/api/v2/members") },
    _id: id,
    role: baseRole,
    email,
    ...(firstName === "" ? {} : { firstName }),
    ...(lastName === "" ? {} : { lastName }),
    _pendingInvite: !joined,
    _verified: joined,
    customRoles: livingRoles(roles),
    ...(expanded.has("roleAttributes") ? { roleAttributes: { ...roleAttributes } } : {}),
    mfa: view.secondFactor ? "enabled" : "disabled",
    _lastSeen: lastSeenAt ?? 0,
    creationDate: createdAt,
  };
}

/** Of a deleted role nothing is shown, as it gives nothing (ruling R13). */
export const livingRoles = (roles: MemberView["roles"]) => roles.filter(({ deleted }) => !deleted).map(({ id }) => id);
