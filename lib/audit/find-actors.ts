import "server-only";
import { and, asc, eq, ilike, or, sql } from "drizzle-orm";
import { accessTokens, members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { ACCOUNT } from "@/lib/policy/resource";

import type { AuditActorChoice } from "./view";
import { seesWholeLog } from "./visibility";

const EACH_MAX = 8;

/** People, gone ones too, and tokens whose acts the log may be narrowed to, by a part of their name; for who sees all of it. */
export async function findActors(
  db: Db,
  principal: Principal,
  { q }: { q: string },
): Promise<Result<AuditActorChoice[], Refusal>> {
  if (!seesWholeLog(principal)) return err({ kind: "forbidden", action: "viewAuditLog", resource: ACCOUNT });
  const text = `%${literally(q)}%`;
  const { accountId } = principal;
  const person = sql`${members.firstName} || ' ' || ${members.lastName}`;
  const [people, tokens] = await Promise.all([
    db
      .select({ id: members.id, firstName: members.firstName, lastName: members.lastName, email: members.email })
      .from(members)
      .where(and(eq(members.accountId, accountId), or(ilike(members.email, text), sql`${person} ilike ${text}`)))
      .orderBy(asc(members.firstName), asc(members.id))
      .limit(EACH_MAX),
    q === ""
      ? []
      : db
          .select({ id: accessTokens.id, name: accessTokens.name, tail: accessTokens.secretTail })
          .from(accessTokens)
          .where(and(eq(accessTokens.accountId, accountId), ilike(accessTokens.name, text)))
          .orderBy(asc(accessTokens.id))
          .limit(EACH_MAX),
  ]);
  return ok([
    ...people.map(({ id, firstName, lastName, email }) => {
      const name = `${firstName} ${lastName}`.trim();
      return { kind: "member" as const, id, name: name || email, more: name ? email : "" };
    }),
    ...tokens.map(({ id, name, tail }) => ({ kind: "token" as const, id, name: name || id, more: `…${tail}` })),
  ]);
}
