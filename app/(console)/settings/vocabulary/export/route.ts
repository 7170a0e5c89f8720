import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { readVocabulary } from "@/lib/vocabulary/read-vocabulary";
import { requireMember } from "@/lib/web/session";

/** The vocabulary as a file that can be imported again. Another site cannot ask for it. */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return plain("Open the settings first.", 403);
  const { principal } = await requireMember();
  const found = await readVocabulary(getDb(), principal);
  if (!found.ok) return plain(refusalSentence(found.error), 403);
  if (found.value.revision === null) return plain("There is no vocabulary to export yet.", 404);
  return new Response(found.value.text, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="latchkey-vocabulary.json"',
      "cache-control": "no-store",
    },
  });
}

const plain = (text: string, status: number) =>
  new Response(`${text}\n`, { status, headers: { "content-type": "text/plain; charset=utf-8" } });
