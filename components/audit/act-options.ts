import type { AuditKind } from "@/lib/audit/view";

/** An act as a filter offers it: its name, and the verb that says it. */
export type ActOption = { readonly act: string; readonly kind: AuditKind; readonly verb: string };
