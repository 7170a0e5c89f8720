import { z } from "zod";

/** Shapes that many answers share. */
export const linkRep = z.object({ href: z.string(), type: z.string() });
export const linksRep = z.record(z.string(), linkRep);
export const problemRep = z.object({ code: z.string(), message: z.string(), id: z.string() });
export const idRep = z.string().regex(/^[0-9a-f]{24}$/);
/** Epoch milliseconds. */
export const timeRep = z.number().int().nonnegative();

/** A link of the wire. */
export const link = (href: string) => ({ href, type: "application/json" });
