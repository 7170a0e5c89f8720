import { z } from "zod";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import type { Refusal } from "@/lib/core/refusal";
import { createTokenInput } from "@/lib/tokens/input";
import type { TokenView } from "@/lib/tokens/view";
import { idRep, link, linksRep, timeRep } from "../reps";

/** One statement of a policy on the wire; what a statement does not have is left out. */
export const statementRep = z.object({
  effect: z.enum(["allow", "deny"]),
  resources: z.array(z.string()).readonly().optional(),
  notResources: z.array(z.string()).readonly().optional(),
  actions: z.array(z.string()).readonly().optional(),
  notActions: z.array(z.string()).readonly().optional(),
});

/** A token on the wire (semantics 4.4). `token` is the whole secret in the answer to its creation, else its last four. */
export const tokenRep = z.object({
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
  _links: linksRep,
});

export const tokensRep = z.object({ items: z.array(tokenRep), totalCount: z.number().int(), _links: linksRep });

const text = createTokenInput.shape;

/** What POST takes: the wire's names, mapped to the domain's input. */
export const tokenPost = z
  .strictObject({
    name: text.name,
    description: text.description,
    role: z.enum(TOKEN_ROLES).default("reader"),
    serviceToken: z.literal(false, "Service tokens are not made yet: leave serviceToken out.").default(false),
    defaultApiVersion: text.defaultApiVersion,
    expirationDate: z.number().int().positive().max(8.64e15).optional(),
  })
  .transform(({ role, serviceToken: _, expirationDate, ...rest }) => ({
    ...rest,
    kind: "personal" as const,
    role: { source: "base" as const, baseRole: role },
    expiresAt: expirationDate ?? null,
  }));

/** A refusal that names a field by the name the client gave it. */
export function inWireWords(refusal: Refusal): Refusal {
  if (refusal.kind !== "invalid_input" || !refusal.fields["expiresAt"]) return refusal;
  const { expiresAt, ...fields } = refusal.fields;
  return { kind: "invalid_input", fields: { ...fields, expirationDate: expiresAt ?? [] } };
}

/** A declared role on the wire: the forms that do not apply are left out (semantics 1.2). */
function roleRep(role: TokenView["role"]) {
  if (role.source === "base") return { role: role.baseRole };
  if (role.source === "inline") return { inlineRole: role.statements.map((statement) => ({ ...statement })) };
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
    _links: { self: link(`/api/v2/tokens/${view.id}`), parent: link("/api/v2/tokens") },
  };
}
