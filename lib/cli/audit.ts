import fs from "node:fs";
import { HeadExporter } from "@/lib/audit/chain/head-exporter";
import { headKey } from "@/lib/audit/chain/heads";
import { type HeadsFile, readHeadsFile } from "@/lib/audit/chain/read-heads-file";
import { findLost, isRestored } from "@/lib/audit/chain/restore";
import { sealEntries } from "@/lib/audit/chain/seal-entries";
import { sinksFor } from "@/lib/audit/chain/sinks";
import { verifyLog } from "@/lib/audit/chain/verify-log";
import type { Config } from "@/lib/config/config";
import { CannotStart } from "@/lib/keys/master-secret";
import { operatorPrincipal } from "@/lib/principals/principals";
import { acceptRestore } from "@/lib/tokens/accept-restore";
import { orStop, say, withBench } from "./operator";
import { type ChainLine, headsLine, linesOf } from "./tell-chain";

/** `audit verify`: a line for each thing that holds, and for each first thing that does not; the exit status is 1 then. */
export async function verifyAudit({ heads: given }: { heads?: string }): Promise<void> {
  await withBench(async ({ config, db }) => {
    const file = given ?? kept(config);
    const heads = file === null ? null : await readHeads(file);
    const reports = await verifyLog(db, heads);
    const lines: ChainLine[] = [...reports.flatMap(linesOf), headsLine(heads && { file: file ?? "", ...heads })];
    for (const { good, line } of lines) say(`${good ? "ok " : "BAD"} ${line}`);
    if (lines.some(({ good }) => !good)) process.exitCode = 1;
  });
}

/** `audit accept-restore`: lets a restored database go on, and tells what was lost and what became of the tokens. */
export async function acceptRestoreHere(options: { heads?: string; keepTokens?: boolean }): Promise<void> {
  await withBench(async ({ config, db, operator }) => {
    const file = options.heads ?? kept(config);
    if (file === null) throw new CannotStart("Say by --heads which heads were exported before the restore.");
    await readHeads(file);
    const lost = await findLost(db, file);
    if (lost.length === 0 && !(await isRestored(db))) return say("Nothing is lost: all that was exported is there.");
    const by = (accountId: string) => operatorPrincipal({ accountId, name: operator });
    const { paused } = orStop(await acceptRestore(db, { by, lost, keepTokens: options.keepTokens ?? false }));
    await sealEntries(db);
    // At once: by the file's old end the next start would find the same loss again.
    await new HeadExporter(db, sinksFor(config.auditHeads), (error) => say(`BAD heads: ${String(error)}`)).export();
    for (const { account, kept: last, head } of lost)
      say(`${account}: what came after entry ${last}, up to ${head.seq}, is lost.`);
    say(
      options.keepTokens
        ? "Tokens are as the backup has them."
        : `Paused ${paused} tokens: resume those that are not to end.`,
    );
  });
}

/** `audit key`: for whoever keeps the heads and holds none of this installation's secrets. */
export async function printHeadKey(): Promise<void> {
  await withBench(async () => say(headKey().trimEnd()));
}

/** The configured file, if anything was exported into it yet. */
function kept({ auditHeads: { file } }: Config): string | null {
  return file !== undefined && fs.existsSync(file) ? file : null;
}

async function readHeads(file: string): Promise<HeadsFile> {
  try {
    return await readHeadsFile(file);
  } catch (error) {
    throw new CannotStart(`The heads in ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`);
  }
}
