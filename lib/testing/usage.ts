import { eq } from "drizzle-orm";
import { tokenSecrets } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import type { Use } from "@/lib/usage/tally";
import { OTHER } from "@/lib/usage/view";
import { issue, type TestMember } from "./account";

/** A use of a new token of the member's, as a door would note it. */
export async function someUse(db: Db, member: TestMember, more: Partial<Use> = {}): Promise<Use> {
  const { token } = await issue(db, member);
  return { ...restCall(member.principal.accountId, token.id, await secretIdOf(db, token.id)), ...more };
}

/** The id of a token's newest secret. */
export async function secretIdOf(db: Db, tokenId: string): Promise<string> {
  const rows = await db.select().from(tokenSecrets).where(eq(tokenSecrets.tokenId, tokenId));
  const current = rows.find(({ state }) => state === "current");
  if (!current) throw new Error("the token has no current secret");
  return current.id;
}

function restCall(accountId: string, tokenId: string, secretId: string): Use {
  const from = { address: "192.0.2.7", agent: "test/1" };
  return { accountId, tokenId, secretId, channel: "rest", denied: false, groups: [OTHER], route: "GET /x", ...from };
}
