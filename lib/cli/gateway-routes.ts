import fs from "node:fs/promises";
import { text } from "node:stream/consumers";
import { CannotStart } from "@/lib/keys/master-secret";
import { readRoutesFile, writeRoutesFile } from "@/lib/routes/file";
import { TEXT_MAX } from "@/lib/routes/limits";
import { readRoutes } from "@/lib/routes/read-routes";
import { saveRoutes } from "@/lib/routes/save-routes";
import { operatorOf } from "./gateway";
import { orStop, say, withBench } from "./operator";

/** `gateway routes export`: the rules as a file that can be imported again. */
export async function exportRoutesHere(): Promise<void> {
  await withBench(async (bench) => {
    const { routes } = orStop(await readRoutes(bench.db, await operatorOf(bench)));
    process.stdout.write(writeRoutesFile(routes));
  });
}

/** `gateway routes import`: all rules are those of the file from now on. */
export async function importRoutesHere(file: string): Promise<void> {
  const read = readRoutesFile(await contentOf(file));
  if (!read.ok)
    throw new CannotStart(read.error.map(({ pointer, message }) => `${pointer} ${message}`.trim()).join("\n"));
  await withBench(async (bench) => {
    const operator = await operatorOf(bench);
    const { revision } = orStop(await readRoutes(bench.db, operator));
    const { routes } = orStop(await saveRoutes(bench.db, operator, { seen: revision, routes: read.value }));
    say(`${routes.length} rules hold now.`);
  });
}

async function contentOf(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  const { size } = await fs.stat(file).catch(() => {
    throw new CannotStart(`There is no file ${file}.`);
  });
  if (size > 4 * TEXT_MAX) throw new CannotStart(`${file} is larger than rules can be.`);
  return fs.readFile(file, "utf8");
}
