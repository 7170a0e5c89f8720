import { cookies } from "next/headers";
import { readLogAddress } from "@/components/audit/log-address";
import { readDisplay } from "@/components/ui/display";
import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { auditLogExportInput } from "@/lib/audit/input";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
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
  if (!asked.success) return plain("Ask for csv or jsonl.", 400);
  const begun = await exportAuditLog(getDb(), principal, asked.data);
  if (!begun.ok) return plain(refusalSentence(begun.error), 403);
  const name = `latchkey-audit-${new Date(now).toISOString().slice(0, 10)}.${asked.data.format}`;
  return new Response(streamOf(begun.value), {
    headers: {
      "content-type": TYPES[asked.data.format],
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

/** Pieces as bytes, the next one read when the last one has gone out. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      cancel: async () => void (await pieces.return(undefined)),
    },
    { highWaterMark: 1 },
  );
}

const plain = (text: string, status: number) =>
  new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
