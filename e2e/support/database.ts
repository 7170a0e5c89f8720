import path from "node:path";
import pg from "pg";
import { dataFolder } from "./server";

/** Runs one statement in the database of a server under test, behind its back. */
export async function inDatabase(
  text: string,
  values: readonly unknown[] = [],
  folder = dataFolder(),
): Promise<number> {
  const client = new pg.Client({ host: path.join(folder, "postgres"), user: "latchkey", database: "postgres" });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rowCount ?? 0;
  } finally {
    await client.end();
  }
}

/** Lets that many minutes pass since a member's sessions were there for the last time, began or were proven: by the database's clock. */
export async function age(
  email: string,
  what: "last_seen_at" | "created_at" | "authenticated_at",
  minutes: number,
  folder = dataFolder(),
): Promise<void> {
  const aged = await inDatabase(
    `update sessions set ${what} = now() - make_interval(mins => $2) from members
      where members.id = sessions.member_id and members.email = $1 and sessions.ended_at is null`,
    [email, minutes],
    folder,
  );
  if (aged === 0) throw new Error(`${email} has no session`);
}
