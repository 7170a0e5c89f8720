import { z } from "zod";
import { SEARCH_MAX } from "./limits";

/** What the palette asks for. */
export const searchInput = z.strictObject({ q: z.string().trim().min(1).max(SEARCH_MAX) });
export type SearchInput = z.output<typeof searchInput>;
