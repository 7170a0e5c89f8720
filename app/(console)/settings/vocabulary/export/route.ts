import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { readVocabulary } from "@/lib/vocabulary/read-vocabulary";
import { downloadText, isFromElsewhere, noFile } from "@/lib/web/download";
import { requireMember } from "@/lib/web/session";

/** The vocabulary as a file that can be imported again. Another site cannot ask for it. */
export async function GET(request: Request): Promise<Response> {
  if (isFromElsewhere(request)) return noFile("Open the settings first.", 403);
  const { principal } = await requireMember();
  const found = await readVocabulary(getDb(), principal);
  if (!found.ok) return noFile(refusalSentence(found.error), 403);
  if (found.value.revision === null) return noFile("There is no vocabulary to export yet.", 404);
  return downloadText("latchkey-vocabulary.json", "application/json; charset=utf-8", found.value.text);
}
