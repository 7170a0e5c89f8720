import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { writeRoutesFile } from "@/lib/routes/file";
import { readRoutes } from "@/lib/routes/read-routes";
import { downloadText, isFromElsewhere, noFile } from "@/lib/web/download";
import { requireMember } from "@/lib/web/session";

/** The rules as a file that can be imported again. Another site cannot ask for it. */
export async function GET(request: Request): Promise<Response> {
  if (isFromElsewhere(request)) return noFile("Open the settings first.", 403);
  const { principal } = await requireMember();
  const found = await readRoutes(getDb(), principal);
  if (!found.ok) return noFile(refusalSentence(found.error), 403);
  const text = writeRoutesFile(found.value.routes);
  return downloadText("latchkey-routes.json", "application/json; charset=utf-8", text);
}
