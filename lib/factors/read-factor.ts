import "server-only";
import { and, count, eq, isNotNull } from "drizzle-orm";
import { memberTotp, recoveryCodes } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { FactorState } from "./view";

/** The principal's own second factor. */
export async function readFactor(db: Db, { accountId, memberId }: Principal): Promise<FactorState> {
  const id = memberId ?? "";
  const [[app], [left]] = await Promise.all([
    db
      .select({ since: memberTotp.confirmedAt })
      .from(memberTotp)
      .where(and(eq(memberTotp.memberId, id), eq(memberTotp.accountId, accountId), isNotNull(memberTotp.confirmedAt))),
    db
      .select({ codes: count() })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.memberId, id), eq(recoveryCodes.accountId, accountId))),
  ]);
  return { since: app?.since?.getTime() ?? null, recoveryCodes: left?.codes ?? 0 };
}
