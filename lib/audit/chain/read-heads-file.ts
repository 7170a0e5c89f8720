import "server-only";
import fs from "node:fs";
import readline from "node:readline";
import type { KnownHeads } from "./finding";
import { readSignedHead } from "./heads";

/** What a file of exported heads says, by account, and the lines in it that this installation did not sign. */
export type HeadsFile = {
  readonly byAccount: ReadonlyMap<string, KnownHeads>;
  readonly count: number;
  readonly unsigned: readonly number[];
};

/** Reads exported heads, a line each, however many; throws if there is no such file. */
export async function readHeadsFile(file: string): Promise<HeadsFile> {
  const byAccount = new Map<string, Map<number, Buffer>>();
  const unsigned: number[] = [];
  let [number, count] = [0, 0];
  const stream = fs.createReadStream(file, "utf8");
  for await (const text of readline.createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text === "") continue;
    const head = readSignedHead(text);
    if (!head) {
      unsigned.push(number);
      continue;
    }
    count += 1;
    const known = byAccount.get(head.account) ?? new Map<number, Buffer>();
    byAccount.set(head.account, known.set(head.seq, Buffer.from(head.mac, "hex")));
  }
  return { byAccount, count, unsigned };
}
