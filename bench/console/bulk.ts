import { and, eq, isNull } from "drizzle-orm";
import { accessTokens, members } from "@/drizzle/schema";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { newId } from "@/lib/core/id";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { operatorPrincipal } from "@/lib/principals/principals";
import { revokeTokens } from "@/lib/tokens/list/revoke-tokens";
import { BULK_BATCH, BULK_MAX } from "@/lib/tokens/list-view";

/** Revokes as many tokens as one bulk act reaches, in its batches, and prints the milliseconds of each. */
async function main(email: string): Promise<void> {
  const opened = await boot(readConfig(process.env), "command");
  const { db } = opened;
  const [owner] = await db
    .select()
    .from(members)
    .where(and(eq(members.email, email), isNull(members.removedAt)));
  const onBehalfOf = owner && (await findMemberStanding(db, owner.accountId, owner.id));
  if (!owner || !onBehalfOf) throw new Error(`there is no ${email}`);
  const { accountId } = owner;
  const principal = operatorPrincipal({ accountId, name: `bench ${newId()}`, onBehalfOf });
  const living = await db
    .select({ id: accessTokens.id })
    .from(accessTokens)
    .where(and(eq(accessTokens.accountId, accountId), eq(accessTokens.ended, false)))
    .limit(BULK_MAX);
  const times: number[] = [];
  for (let i = 0; i < living.length; i += BULK_BATCH) {
    const ids = living.slice(i, i + BULK_BATCH).map(({ id }) => id);
    const begun = performance.now();
    const answer = await revokeTokens(db, principal, { ids, reason: "measured" });
    times.push(performance.now() - begun);
    if (!answer.ok || answer.value.done.length !== ids.length) throw new Error("some of the batch were not revoked");
  }
  process.stdout.write(JSON.stringify({ tokens: living.length, times }));
  await opened.close();
}

void main(process.argv[2] ?? "");
