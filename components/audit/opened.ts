import type { AuditEntryDetail } from "@/lib/audit/view";

/** The event that is open, and the title of what brought it about, if it happened by itself. */
export type Opened = { readonly entry: AuditEntryDetail; readonly cause: string | null };
