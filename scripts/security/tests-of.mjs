// Which tests a file has, and whether they run: read off its syntax, so that nothing has to be run for it.
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "../root.mjs";

const RUNNERS = new Set(["test", "it", "describe"]);
const IDLE = new Set(["skip", "todo", "fixme", "only", "fails", "skipIf", "runIf"]);
const files = new Map();

/** The tests of a file: the titles that lead to each, as they are written, and whether it runs whatever happens. */
export function testsOf(file) {
  const known = files.get(file);
  if (known) return known;
  const at = path.join(root, file);
  const found = fs.existsSync(at) ? readTests(file, fs.readFileSync(at, "utf8")) : [];
  files.set(file, found);
  return found;
}

/** The same of a text. */
export function readTests(file, code) {
  const found = [];
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  visit(source, [], true);
  return found;

  function visit(node, above, runs) {
    const call = ts.isCallExpression(node) ? titled(node) : null;
    if (call === null) return void ts.forEachChild(node, (inner) => void visit(inner, above, runs)); // a value would end it
    const titles = [...above, call.title];
    const stillRuns = runs && !call.modifiers.some((name) => IDLE.has(name));
    if (call.runner !== "describe") found.push({ titles, runs: stillRuns });
    else for (const argument of node.arguments.slice(1)) visit(argument, titles, stillRuns);
  }
}

/** `test("…", …)`, `test.each([…])("…", …)` and the like; null for any other call. */
function titled(call) {
  const [title] = call.arguments;
  if (call.arguments.length < 2 || !(ts.isStringLiteralLike(title) || ts.isTemplateExpression(title))) return null;
  const modifiers = [];
  let callee = call.expression;
  while (!ts.isIdentifier(callee)) {
    if (ts.isPropertyAccessExpression(callee)) modifiers.push(callee.name.text);
    if (!ts.isPropertyAccessExpression(callee) && !ts.isCallExpression(callee)) return null;
    callee = callee.expression;
  }
  if (!RUNNERS.has(callee.text)) return null;
  return {
    runner: callee.text,
    modifiers,
    title: ts.isStringLiteralLike(title) ? title.text : title.getText().slice(1, -1),
  };
}
