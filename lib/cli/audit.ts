import fs from "node:fs";
import { headKey } from "@/lib/audit/chain/heads";
import { type HeadsFile, readHeadsFile } from "@/lib/audit/chain/read-heads-file";
import { verifyLog } from "@/lib/audit/chain/verify-log";
import type { Config } from "@/lib/config/config";
import { CannotStart } from "@/lib/keys/master-secret";
import { say, withBench } from "./operator";
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
