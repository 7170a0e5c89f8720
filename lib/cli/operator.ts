import "server-only";
import os from "node:os";
import { and, eq, isNull } from "drizzle-orm";
import { accounts, members } from "@/drizzle/schema";
import { COMMAND_SEALS_FOR_MS } from "@/lib/audit/chain/limits";
import { sealEntries } from "@/lib/audit/chain/seal-entries";
import { boot } from "@/lib/boot/boot";
import { type Config, readConfig } from "@/lib/config/config";
import type { Refusal } from "@/lib/core/refusal";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import type { Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { CannotStart } from "@/lib/keys/master-secret";
import { makeLog, setLog } from "@/lib/log/log";
import { emailKey } from "@/lib/members/name";
import { memberStandingColumns } from "@/lib/principals/find-standing";

/** What a command works with: the configuration, the database, and who sits at the keyboard. */
export type Bench = { readonly config: Config; readonly db: Db; readonly operator: string };

/** Opens everything for one command and closes it again, also when the command fails. */
export async function withBench(act: (bench: Bench) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  setLog(makeLog("warn"));
  const opened = await boot(config, "command");
  try {
    await act({ config, db: opened.db, operator: operatorName() });
    const until = performance.now() + COMMAND_SEALS_FOR_MS;
    await sealEntries(opened.db, () => performance.now() >= until); // no server may be there to do it
  } finally {
    await opened.close();
  }
}

/** The account that commands work on: the one that set-up made. */
export async function theAccount(db: Db): Promise<{ id: string }> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).limit(1);
  if (!account)
    throw new CannotStart(
      "Latchkey is not set up yet: make the first Owner with `member create --role owner --password-stdin`.",
    );
  return account;
}

/** The living member of that address. */
export async function memberByEmail(db: Db, accountId: string, email: string) {
  const [member] = await db
    .select(memberStandingColumns)
    .from(members)
    .where(and(eq(members.accountId, accountId), eq(members.emailKey, emailKey(email)), isNull(members.removedAt)));
  if (!member) throw new CannotStart(`No member has the address ${email}.`);
  return member;
}

/** The value, or the end of the command with the refusal's sentence. */
export function orStop<T>(answer: Result<T, Refusal>): T {
  if (!answer.ok) throw new CannotStart(refusalSentence(answer.error));
  return answer.value;
}

/** Prints one line on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The origin to put into links that are printed. */
export function originOf({ publicOrigin, host, port }: Config): string {
  return publicOrigin ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function operatorName(): string {
  const sudo = process.env["SUDO_USER"];
  try {
    return sudo || os.userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? "unknown"}`; // no line in the passwd file, as in some containers
  }
}
