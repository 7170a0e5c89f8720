import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { accounts, memberLinks, members } from "@/drizzle/schema";
import { newId } from "@/lib/core/id";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Db, Tx } from "@/lib/db/client";
import { getKeys, linkDigest } from "@/lib/keys/keys";
import { mintSecret, secretKind } from "@/lib/keys/secret-format";

type Purpose = "invite" | "reset";
const DAYS: Record<Purpose, number> = { invite: 7, reset: 1 };

/** Makes a member's one-time link and ends their older ones. The code is shown once, like a secret. */
export async function issueLink(
  tx: Tx,
  member: { id: string; accountId: string },
  purpose: Purpose,
): Promise<PlainSecret> {
  const code = mintSecret("link");
  await endLinks(tx, member);
  await tx.insert(memberLinks).values({
    id: newId(),
    accountId: member.accountId,
    memberId: member.id,
    purpose,
    digest: linkDigest(getKeys().linkPepper, code),
    notAfter: sql`now() + ${DAYS[purpose]} * interval '1 day'`,
  });
  return code;
}

/** Ends the links of a member that nobody has used. */
export async function endLinks(tx: Tx, member: { id: string; accountId: string }): Promise<void> {
  const unused = and(
    eq(memberLinks.memberId, member.id),
    eq(memberLinks.accountId, member.accountId),
    isNull(memberLinks.usedAt),
  );
  await tx.update(memberLinks).set({ usedAt: sql`now()` }).where(unused);
}

/** The living link of that code, locked if inside a change; null for unknown, used, late, or a removed member. */
export async function findLink(db: Db | Tx, code: string) {
  if (secretKind(code) !== "link") return null;
  const [link] = await db
    .select({
      purpose: memberLinks.purpose,
      accountId: memberLinks.accountId,
      memberId: members.id,
      email: members.email,
      firstName: members.firstName,
      lastName: members.lastName,
      accountName: accounts.name,
    })
    .from(memberLinks)
    .innerJoin(members, eq(members.id, memberLinks.memberId))
    .innerJoin(accounts, eq(accounts.id, memberLinks.accountId))
    .where(
      and(
        eq(memberLinks.digest, linkDigest(getKeys().linkPepper, code)),
        isNull(memberLinks.usedAt),
        sql`${memberLinks.notAfter} > now()`,
        isNull(members.removedAt),
      ),
    )
    .for("update", { of: memberLinks });
  return link ?? null;
}
