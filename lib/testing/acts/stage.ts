import type { Db } from "@/lib/db/client";
import { seedAccount, type TestMember } from "../account";

/** Who stands there when an act begins. */
export type Stage = {
  readonly db: Db;
  readonly accountId: string;
  readonly owner: TestMember;
  readonly writer: TestMember;
};

/** Sets up what an act needs and answers with the act itself. */
export type Prepare = (stage: Stage) => Promise<() => Promise<unknown>>;

/** An account with an Owner and a Writer. */
export async function aStage(db: Db): Promise<Stage> {
  const account = await seedAccount(db);
  return { db, accountId: account.id, owner: await account.join("owner"), writer: await account.join("writer") };
}

/** What a preparation made; it fails where that was refused. */
export const revealed = async <T>(made: Promise<{ ok: boolean; value?: T }>): Promise<T> => {
  const { ok, value } = await made;
  if (!ok || value === undefined) throw new Error("what the act needs was refused");
  return value;
};

/** Acts by what they do. */
export type Acts = Readonly<Record<string, Prepare>>;
