import { z } from "zod";

// Unknown members are ignored, as the specification says, here alone: REST refuses them.
const properties = z.record(z.string().max(256), z.unknown()).optional();
const name = z.string().min(1).max(1024);
const subject = z.object({ type: name, id: name, properties });
const action = z.object({ name, properties });
const resource = z.object({ type: name, id: name, properties });
const context = z.record(z.string().max(256), z.unknown()).optional();

/** One question of the AuthZEN Authorization API 1.0. */
export const evaluationInput = z.object({ subject, action, resource, context });
export type Evaluation = z.output<typeof evaluationInput>;

export const SEMANTICS = ["execute_all", "deny_on_first_deny", "permit_on_first_permit"] as const;
export type Semantic = (typeof SEMANTICS)[number];
/** So many questions in one request (security 3.14). */
export const EVALUATIONS_MAX = 50;

/** Several questions; what stands beside the list is what each of them leaves out, whole. */
export const evaluationsInput = z.object({
  subject: subject.optional(),
  action: action.optional(),
  resource: resource.optional(),
  context,
  /** Null stands for one that is no object: it is broken like any other, and takes no other with it. */
  evaluations: z.array(z.record(z.string(), z.unknown()).nullable().catch(null)).max(EVALUATIONS_MAX).optional(),
  options: z.object({ evaluations_semantic: z.enum(SEMANTICS).optional() }).optional(),
});
