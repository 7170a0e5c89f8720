// The pictures of the console. Alone: those of the README, into docs/pictures. With `--all <folder>`: every page in every
// state, theme and width, to be looked at one by one; `--only <words>` narrows that to pages whose name holds the words.
import path from "node:path";
import { parseArgs } from "node:util";
import { build, install } from "./prepare.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const { values } = parseArgs({ options: { all: { type: "string" }, only: { type: "string", default: "" } } });
const folder = path.resolve(values.all ?? path.join(root, "docs/pictures"));
if (values.all && !path.relative(root, folder).startsWith("..")) {
  console.error("Give a folder outside of the repository: these pictures are many, and only to be looked at.");
  process.exit(1);
}
await install();
await build();
const album = values.all ? "all" : "readme";
run("npx", ["--no-install", "playwright", "test", "--config", "pictures.config.ts", `${album}.pictures.ts`], {
  PICTURES_DIR: folder,
  PICTURES_ONLY: values.only,
});
