import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const SAID = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "title",
  "placeholder",
  "alt",
  "label",
  "legend",
  "help",
]);
/** Loads with every page, even where nothing else does, and so brings its own few words. */
const ALONE = "app/global-error.tsx";
/** The product's name, addresses and the names of actions: the same in every language. */
const SAME = /^(?:Latchkey|\S*\/\S*|[a-z]+[A-Z]\w*)$/;

const files = ["app", "components"].flatMap((folder) =>
  fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => `${folder}/${name}`),
);
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");

/** The words of a component that do not come from the catalogue. */
function wordsIn(code: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile("x.tsx", code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const say = (text: string) => {
    const words = text.trim();
    if (/\p{L}{2}/u.test(words) && !SAME.test(words)) found.push(words);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) say(node.text);
    if (ts.isJsxExpression(node) && ts.isJsxElement(node.parent) && node.expression) sayLiteral(node.expression);
    if (ts.isJsxAttribute(node) && SAID.has(node.name.getText()) && node.initializer) {
      sayLiteral(ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  const sayLiteral = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) say(node.text);
    if (node && ts.isTemplateExpression(node))
      say([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(""));
    if (node && ts.isConditionalExpression(node)) for (const side of [node.whenTrue, node.whenFalse]) sayLiteral(side);
  };
  visit(source);
  return found;
}

test("A18 · every word that people see or hear comes from the catalogue", () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files
    .filter((file) => file !== ALONE)
    .flatMap((file) => wordsIn(read(file)).map((words) => `${file}: ${words}`));
  expect(found).toEqual([]);
  const template = "`or $" + "{so}`";
  const planted = `const x = <p title="Planted">Also {"planted"} {yes ? "so" : ${template}} <b aria-label={label}>{en.fine}</b></p>;`;
  expect(wordsIn(planted)).toEqual(["Planted", "Also", "planted", "so", "or"]);
});

test("A18 · no class takes a side that another writing direction would have the other way round", () => {
  const SIDED =
    /(?<=["'`\s:])-?(?:[mp][lr]-|(?:left|right)-(?=[\d[(a-z])|(?:text|float|clear)-(?:left|right)\b|(?:border|rounded)-(?:[lr]|[tb][lr])\b|scroll-[mp][lr]-|space-x-)/;
  const sided = (code: string) =>
    code.split("\n").filter((line) => /class|className|cn\(|"[^"]*"/.test(line) && SIDED.test(line));
  expect(files.flatMap((file) => sided(read(file)).map((line) => `${file}: ${line.trim()}`))).toEqual([]);
  expect(sided('className="ml-2 flex"\nclassName="md:text-left"\nclassName="ms-2 start-0 text-start"')).toHaveLength(2);
});
