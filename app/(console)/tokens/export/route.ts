import { listedSet } from "@/components/tokens/list-frame";
import { readListQuery } from "@/components/tokens/list-query";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { exportTokens } from "@/lib/tokens/list/export-tokens";
import { exportInput } from "@/lib/tokens/list-input";
import { seesEverybodys } from "@/lib/tokens/visibility";
import { download, isFromElsewhere, noFile } from "@/lib/web/download";
import { requireMember } from "@/lib/web/session";
import { viewsOf } from "../read-list";

/** The list as a file: all that the address names, in its order, sent as it is read. Another site cannot ask for it. */
export async function GET(request: Request): Promise<Response> {
  if (isFromElsewhere(request)) return noFile("Open the list of tokens first.", 403);
  const { principal } = await requireMember();
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const { query } = readListQuery(params, viewsOf(seesEverybodys(principal)));
  const asked = exportInput.safeParse({ ...listedSet(query), sort: query.sort });
  if (!asked.success) return noFile("This list can't be exported. Open it and choose its filters again.", 400);
  const begun = await exportTokens(getDb(), principal, asked.data);
  if (!begun.ok) return noFile(refusalSentence(begun.error), 403);
  const day = new Date().toISOString().slice(0, 10);
  return download(`latchkey-tokens-${day}.csv`, "text/csv; charset=utf-8", begun.value);
}
