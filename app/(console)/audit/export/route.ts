import { cookies } from "next/headers";
import { readLogAddress } from "@/components/audit/log-address";
import { readDisplay } from "@/components/ui/display";
import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { auditLogExportInput } from "@/lib/audit/input";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { download, noFile } from "@/lib/web/download";
import { requireMember } from "@/lib/web/session";
import { askedOf, isAct } from "../asked";

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" } as const;

/** The log as a file: what the filters of the page show, sent as it is read. */
export async function POST(request: Request): Promise<Response> {
  const { principal } = await requireMember();
  const form = await request.formData();
  const { format, ...params } = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const { address } = readLogAddress(params, isAct);
  const now = Date.now();
  const asked = auditLogExportInput.safeParse({ ...askedOf(address, now, readDisplay(await cookies()).zone), format });
  if (!asked.success) return noFile("Ask for csv or jsonl.", 400);
  const begun = await exportAuditLog(getDb(), principal, asked.data);
  if (!begun.ok) return noFile(refusalSentence(begun.error), 403);
  const name = `latchkey-audit-${new Date(now).toISOString().slice(0, 10)}.${asked.data.format}`;
  return download(name, TYPES[asked.data.format], begun.value);
}
