import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import { type Db, expectRow } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";
import { change } from "@/lib/principals/change";
import type { ExportQuery } from "../list-input";
import type { Place, Step } from "./cursor";
import { CSV_HEAD, csvLine } from "./export-line";
import { listItems } from "./list-token-page";
import { tokenSetSql } from "./set";
import { walk } from "./walk";

const BATCH = 500;

/**
 * The tokens of a set in its order as a file, a piece at a time: read in batches from one place to the next, so that neither
 * memory nor a transaction grows with it. Only what the principal sees is in it (ruling R9), and never more of a secret
 * than its last four. That it is taken is in the log before its first line leaves.
 */
export async function exportTokens(
  db: Db,
  principal: Principal,
  { tab, filters, sort }: ExportQuery,
): Promise<Result<AsyncGenerator<string>, Refusal>> {
  const noted = await noteExport(db, principal, { tab, filters, sort });
  if (!noted.ok) return noted;
  const set = await tokenSetSql(db, principal, { tab, filters });

  async function* pieces() {
    yield CSV_HEAD;
    for (let from: Place | null = null; ; ) {
      const steps: Step[] = (await walk(db, set, sort, from, BATCH)) ?? [];
      const items = await listItems(
        db,
        principal,
        steps.map(({ id }) => id),
      );
      if (items.length > 0) yield items.map(csvLine).join("");
      const last: Step | undefined = steps.at(-1);
      if (!last || steps.length < BATCH) return;
      from = last.place;
    }
  }
  return ok(pieces());
}

async function noteExport(db: Db, principal: Principal, query: ExportQuery): Promise<Result<null, Refusal>> {
  return change(db, principal, async (tx, actor) => {
    const [account] = await tx
      .select({ id: accounts.id, name: accounts.name })
      .from(accounts)
      .where(eq(accounts.id, actor.accountId));
    await recordAuditEntry(tx, actor, {
      kind: "account",
      action: "exportAccessTokens",
      resource: ACCOUNT,
      target: expectRow(account),
      details: { format: "csv", ...query },
    });
    return ok(null);
  });
}
