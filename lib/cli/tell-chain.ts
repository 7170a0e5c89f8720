import type { Finding, FindingKind } from "@/lib/audit/chain/finding";
import type { HeadsFile } from "@/lib/audit/chain/read-heads-file";
import type { NamedReport } from "@/lib/audit/chain/verify-log";
import { redact } from "@/lib/core/redact";

export type ChainLine = { readonly good: boolean; readonly line: string };

/** What there is to say of an account's log: what holds, and what does not. */
export function linesOf({
  name,
  sealed,
  pruned,
  adopted,
  waiting,
  newestHead,
  accepted,
  findings,
}: NamedReport): ChainLine[] {
  const say = (good: boolean, line: string): ChainLine => ({ good, line: `${redact(name)}: ${line}` });
  const lines: ChainLine[] = [];
  if (pruned > 0) lines.push(say(true, `${numbered(1, pruned)} pruned, as a checkpoint says`));
  if (sealed > pruned) {
    const before = adopted > 0 ? `, ${adopted} of them written before there was a chain` : "";
    const behind =
      newestHead === null || newestHead > sealed ? "" : `; ${sealed - newestHead} came after the newest head`;
    const were = sealed === pruned + 1 ? "it was" : "they were";
    lines.push(say(true, `${numbers(pruned + 1, sealed)} as ${were} sealed${before}${behind}`));
  } else if (findings.length === 0) lines.push(say(true, "nothing is sealed yet"));
  if (waiting.count > 0) {
    const { count, seconds } = waiting;
    const who = count === 1 ? "1 entry waits" : `${count} entries wait`;
    lines.push(say(true, `${who} to be sealed, the oldest for ${Math.round(seconds)} s`));
  }
  for (const { from, to } of accepted)
    lines.push(say(true, `${numbered(from, to)} exported, lost in a restore, and that was accepted`));
  for (const finding of findings) lines.push(say(false, `${finding.kind}: ${TELL[finding.kind](finding)}`));
  return lines;
}

/** What is said of the file of heads, or that none was given. */
export function headsLine(heads: (HeadsFile & { readonly file: string }) | null): ChainLine {
  if (!heads) {
    return {
      good: true,
      line: "heads: none were given; an end that was cut off together with its entries would not show",
    };
  }
  const { file, count, unsigned } = heads;
  const [first] = unsigned;
  if (first === undefined) return { good: true, line: `heads: ${count} in ${file}, all signed by this Latchkey` };
  const others = unsigned.length > 1 ? `, and ${unsigned.length - 1} more` : "";
  return { good: false, line: `heads: line ${first} of ${file} is not signed by this Latchkey${others}` };
}

const numbers = (from: number, to: number) => (from === to ? `entry ${from} is` : `entries ${from} to ${to} are`);

const numbered = (from: number, to: number) => (from === to ? `number ${from} was` : `numbers ${from} to ${to} were`);

/** An entry, so that it is found again: its id, and what it says if it is there. */
function entryIn({ entryId, entry }: Finding): string {
  if (entryId === null) return "an entry";
  if (!entry) return `entry ${entryId}`;
  const at = new Date(Number(BigInt(entry.micros) / 1000n)).toISOString();
  return `entry ${entryId} (${redact(`${entry.action} ${entry.targetName}`).trim()}, ${at})`;
}

const more = ({ count }: Finding) => (count > 1 ? `, the first of ${count}` : "");

const seqs = ({ seq, count }: Finding) =>
  count === 1 ? `number ${seq}` : `numbers ${seq} to ${(seq ?? 0) + count - 1}`;

const TELL: Record<FindingKind, (finding: Finding) => string> = {
  altered: (f) =>
    `${entryIn(f)}${f.seq === null ? "" : `, number ${f.seq},`} is not what was ${f.seq === null ? "written" : "sealed"}${more(f)}`,
  missing: (f) => {
    if (f.entry) return `${f.count} before ${entryIn(f)}, which was moved up to number ${f.seq}`;
    if (f.entryId) return `${entryIn(f)}, number ${f.seq}`;
    return seqs(f);
  },
  inserted: (f) => {
    const place = f.seq === null ? "" : ` as number ${f.seq}`;
    return `${entryIn(f)} was put there${place} past Latchkey${more(f)}`;
  },
  reordered: (f) => `${entryIn(f)} stands as number ${f.seq}, where another was sealed`,
  truncated: (f) => {
    if (f.entryId) return `${entryIn(f)} has lost its number${more(f)}; the end of the chain was cut off`;
    return `${seqs(f)} ${f.count === 1 ? "was exported and is gone" : "were exported and are gone"}`;
  },
  forked: (f) =>
    `number ${f.seq} is another than was exported; the database was restored, or the log rewritten from there on`,
};
