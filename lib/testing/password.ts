import { eq } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { hashPassword } from "@/lib/passwords/hash";

export const PASSWORD = "violet umbrellas walk at dawn";
let hash: Promise<string> | undefined;

/** Gives a test's member a password, and answers with it. */
export async function givePassword(db: Db, { id }: { readonly id: string }): Promise<string> {
  hash ??= hashPassword(PASSWORD);
  await db
    .update(members)
    .set({ passwordHash: await hash })
    .where(eq(members.id, id));
  return PASSWORD;
}
