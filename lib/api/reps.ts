import { z } from "zod";
import type { Statement } from "@/lib/policy/statement";

/** Shapes that many answers share. */
export const linkRep = z.object({ href: z.string(), type: z.string() }).meta({ id: "Link" });
export const linksRep = z.record(z.string(), linkRep).meta({ id: "Links" });
export const problemRep = z
  .object({
    code: z.string(),
    message: z.string(),
    id: z.string(),
    /** The addresses for which an invitation of several was refused. */
    invalid_emails: z.array(z.string()).optional(),
  })
  .meta({ id: "Problem" });
export const idRep = z.string().regex(/^[0-9a-f]{24}$/);
/** Epoch milliseconds. */
export const timeRep = z.number().int().nonnegative();

/** One statement of a policy; what a statement does not have is left out. */
export const statementRep = z
  .object({
    effect: z.enum(["allow", "deny"]),
    resources: z.array(z.string()).readonly().optional(),
    notResources: z.array(z.string()).readonly().optional(),
    actions: z.array(z.string()).readonly().optional(),
    notActions: z.array(z.string()).readonly().optional(),
  })
  .meta({ id: "Statement" });

/** A statement as it goes out, spelled out by hand. */
export function toStatementRep(statement: Statement): z.input<typeof statementRep> {
  const { effect, resources, notResources, actions, notActions } = statement;
  return {
    effect,
    ...(resources ? { resources } : {}),
    ...(notResources ? { notResources } : {}),
    ...(actions ? { actions } : {}),
    ...(notActions ? { notActions } : {}),
  };
}

/** A link of the wire. */
export const link = (href: string) => ({ href, type: "application/json" });
