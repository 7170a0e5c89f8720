import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { Process } from "./process";

type Trouble = (processes: readonly Process[], over: () => boolean) => Promise<void>;

const some = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T;

/** One process after another does nothing for so long (SIGSTOP), and goes on as if it had never stopped. */
export const frozen =
  (forMs: number, apartMs: number): Trouble =>
  (processes, over) =>
    inTurn(processes, over, apartMs, async (process) => {
      process.freeze();
      await pause(forMs);
      process.thaw();
    });

/** One process after another loses its connections to the database, or what it sends arrives late, for up to so long. */
export const cutOff =
  (forMs: number, apartMs: number): Trouble =>
  (processes, over) =>
    inTurn(processes, over, apartMs, async ({ line }) => {
      if (Math.random() < 0.5) line.cut();
      else line.silence();
      await pause(Math.random() * forMs);
      line.mend();
    });

async function inTurn(
  processes: readonly Process[],
  over: () => boolean,
  apartMs: number,
  harm: (process: Process) => Promise<void>,
): Promise<void> {
  while (!over()) {
    const process = some(processes);
    process.troubled = true;
    process.troubles++;
    await harm(process);
    process.troubled = false;
    await pause(Math.random() * apartMs);
  }
}

/** From now on no change is announced: whoever wants to know must ask. What it answers with announces them again. */
export async function silenceNotices(pool: pg.Pool): Promise<() => Promise<void>> {
  const { rows } = await pool.query<{ text: string }>(
    "select pg_get_functiondef(oid) as text from pg_proc where proname in ('note_token_change', 'note_account_change')",
  );
  const silent = rows.map(({ text }) => text.replace(/PERFORM pg_notify\([^;]*;/, ""));
  if (silent.some((text, at) => text === rows[at]?.text)) throw new Error("there was nothing to silence");
  for (const text of silent) await pool.query(text);
  return async () => {
    for (const { text } of rows) await pool.query(text);
  };
}
