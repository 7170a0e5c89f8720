import "server-only";
import type { Db } from "@/lib/db/client";
import type { Effect } from "@/lib/tokens/effects";
import { usedActions } from "@/lib/usage/used-actions";
import type { ActionUse } from "@/lib/usage/view";
import type { RefusedCalls } from "./view";

const DAYS = 7;

/**
 * The calls of the last seven days that a change would have refused: those whose action the change takes from the token that
 * made them. The ledger knows kinds of resources and not each of them, so that calls of an action that is
 * taken away on some resources only are told apart: they may have been refused.
 */
export async function refusedCalls(db: Db, accountId: string, effects: readonly Effect[]): Promise<RefusedCalls> {
  const losing = effects.filter(({ losses }) => losses.length > 0);
  const ids = losing.map(({ token }) => token.id);
  const used = await usedActions(db, accountId, ids, DAYS);
  const tokens = losing
    .map(({ token: { id, name }, losses }) => ({ id, name, ...among(used.get(id) ?? [], losses) }))
    .filter(({ surely, perhaps }) => surely + perhaps > 0)
    .sort((a, b) => b.surely - a.surely || b.perhaps - a.perhaps);
  const sum = (of: "surely" | "perhaps") => tokens.reduce((all, token) => all + token[of], 0);
  return { surely: sum("surely"), perhaps: sum("perhaps"), tokens };
}

function among(uses: readonly ActionUse[], losses: Effect["losses"]): { surely: number; perhaps: number } {
  const counts = { surely: 0, perhaps: 0 };
  for (const { kind, action, allowed } of uses) {
    const loss = losses.find((each) => each.kind === kind && each.action === action);
    if (loss) counts[loss.everywhere ? "surely" : "perhaps"] += allowed;
  }
  return counts;
}
