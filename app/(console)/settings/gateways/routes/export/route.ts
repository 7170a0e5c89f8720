import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { writeRoutesFile } from "@/lib/routes/file";
import { readRoutes } from "@/lib/routes/read-routes";
import { requireMember } from "@/lib/web/session";

/** The rules as a file that can be imported again. Another site cannot ask for it. */
export async function GET(request: Request): Promise<Response> {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return plain("Open the settings first.");
  const { principal } = await requireMember();
  const found = await readRoutes(getDb(), principal);
  if (!found.ok) return plain(refusalSentence(found.error));
  return new Response(writeRoutesFile(found.value.routes), {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": 'attachment; filename="latchkey-routes.json"',
      "cache-control": "no-store",
    },
  });
}

const plain = (text: string) =>
  new Response(`${text}\n`, { status: 403, headers: { "content-type": "text/plain; charset=utf-8" } });
