import { z } from "zod";

/** What proves once more who sits at a session. */
export const proveAgainInput = z.strictObject({ password: z.string().min(1).max(256) });
export type ProveAgainInput = z.output<typeof proveAgainInput>;
