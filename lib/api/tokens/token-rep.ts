import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import type { HeldBack } from "@/lib/policy/held-back";
import type { TokenView } from "@/lib/tokens/view";
import { idRep, link, linksRep, statementRep, timeRep, toStatementRep } from "../reps";

/** A token on the wire (semantics 4.4). `token` is the whole secret in the answer to its creation, else its last four. */
export const tokenRep = z
  .object({
    _id: idRep,
    ownerId: idRep,
    memberId: idRep,
    _member: z.object({
      _links: linksRep,
      _id: idRep,
      firstName: z.string(),
      lastName: z.string(),
      role: z.string(),
      email: z.string(),
    }),
    name: z.string().optional(),
    description: z.string().optional(),
    creationDate: timeRep,
    lastModified: timeRep,
    role: z.enum(TOKEN_ROLES).optional(),
    customRoleIds: z.array(idRep).optional(),
    inlineRole: z.array(statementRep).optional(),
    token: z.string(),
    serviceToken: z.boolean(),
    defaultApiVersion: z.number().int(),
    lastUsed: timeRep.optional(),
    expirationDate: timeRep.optional(),
    paused: z.literal(true).optional(),
    _links: linksRep,
  })
  .meta({ id: "Token" });

/** The answer to a creation or a change also tells what the token asks for and does not get (ruling R6). */
export const changedTokenRep = tokenRep
  .extend({
    _heldBack: z
      .array(
        z.object({
          action: z.string(),
          resource: z.string(),
          heldBackBy: z.enum(["declared", "member", "creator", "mintingToken"]),
        }),
      )
      .optional(),
  })
  .meta({ id: "ChangedToken" });

export const tokensRep = z
  .object({ items: z.array(tokenRep), totalCount: z.number().int(), _links: linksRep })
  .meta({ id: "Tokens" });

/** A declared role on the wire: the forms that do not apply are left out (semantics 1.2). */
export function roleRep(role: TokenView["role"]) {
  if (role.source === "base") return { role: role.baseRole };
  if (role.source === "inline") return { inlineRole: role.statements.map(toStatementRep) };
  return { customRoleIds: role.roles.filter(({ deleted }) => !deleted).map(({ id }) => id) };
}

/** The wire shape of a view. */
export function toTokenRep(
  view: TokenView,
  ownerId: string,
  shown: string = view.secretTail,
): z.input<typeof tokenRep> {
  const { id: memberId, firstName, lastName, baseRole, email } = view.member;
  return {
    _id: view.id,
    ownerId,
    memberId,
    _member: {
      _links: { self: link(`/api/v2/members/${memberId}`) },
      _id: memberId,
      firstName,
      lastName,
      role: baseRole,
      email,
    },
    ...(view.name === "" ? {} : { name: view.name }),
    ...(view.description === "" ? {} : { description: view.description }),
    creationDate: view.createdAt,
    lastModified: view.modifiedAt,
    ...roleRep(view.role),
    token: shown,
    serviceToken: view.kind === "service",
    defaultApiVersion: view.defaultApiVersion,
    ...(view.lastUsedAt === null ? {} : { lastUsed: view.lastUsedAt }),
    ...(view.expiresAt === null ? {} : { expirationDate: view.expiresAt }),
    ...(view.paused ? { paused: true as const } : {}),
    _links: { self: link(`/api/v2/tokens/${view.id}`), parent: link("/api/v2/tokens") },
  };
}

/** What is held back on the wire, if anything is. */
export function heldBackRep(heldBack: readonly HeldBack[]): Pick<z.input<typeof changedTokenRep>, "_heldBack"> {
  if (heldBack.length === 0) return {};
  const told = heldBack.map(({ action, resource, grant }) => ({ action, resource, heldBackBy: CEILINGS[grant] }));
  return { _heldBack: told };
}

const CEILINGS = {
  declared: "declared",
  member: "member",
  creator: "creator",
  minting_token: "mintingToken",
} as const;
