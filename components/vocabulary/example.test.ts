import { expect, test } from "vitest";
import { readFile } from "@/lib/vocabulary/read-file";
import { writeFile } from "@/lib/vocabulary/write-file";
import { EXAMPLE } from "./example";

test("the example can be imported as it stands, and is exported as the same", () => {
  const read = readFile(EXAMPLE);
  expect(read.ok && read.value.map(({ type, actions }) => [type, actions.length])).toEqual([
    ["order", 4],
    ["api:path", 2],
  ]);
  const again = readFile(read.ok ? writeFile(read.value) : "");
  expect(again).toEqual(read);
});
