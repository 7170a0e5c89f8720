// The security model: what it is made of, what is wrong with it, and the page that is made of it.
import fs from "node:fs";
import path from "node:path";
import { root } from "../root.mjs";
import { testsOf } from "./tests-of.mjs";

export const PAGE = "docs/security-model.md";
const FOLDER = "docs/security";
const COUNT = 39;

/** The invariants and other promises by group, the requirements of the ASVS, and the prose they stand in. */
export function readModel(folder = FOLDER) {
  const read = (name) => fs.readFileSync(path.join(root, folder, name), "utf8");
  return {
    groups: JSON.parse(read("invariants.json")),
    promises: JSON.parse(read("promises.json")),
    chapters: JSON.parse(read("asvs.json")),
    prose: read("model.md"),
  };
}

/** What is wrong with the model, in sentences: an invariant without a test, a test that is not there or does not run. */
export function faultsOf({ groups, promises, chapters }, tests = testsOf) {
  const invariants = groups.flatMap((group) => group.invariants);
  const rows = [...invariants, ...promises];
  const known = new Set(rows.map(({ id }) => id));
  const wanted = Array.from({ length: COUNT }, (_, i) => `I${i + 1}`);
  return [
    ...wanted.filter((id) => !known.has(id)).map((id) => `${id} is missing`),
    ...rows.flatMap(({ id }, i) => (rows.findIndex((row) => row.id === id) < i ? [`${id} is there twice`] : [])),
    ...rows.flatMap((row) => faultsOfRow(row, tests)),
    ...chapters.flatMap(({ requirements }) => requirements.flatMap((row) => faultsOfRequirement(row, known))),
  ];
}

function faultsOfRow({ id, tests: named }, tests) {
  const all = Object.entries(named).flatMap(([file, titles]) => titles.map((title) => ({ file, title })));
  if (all.length === 0) return [`${id} has no test`];
  return all.flatMap(({ file, title }) => {
    const found = tests(file).filter(({ titles }) => meant(titles, title));
    if (found.length === 0) return [`${id}: no test called “${title}” in ${file}`];
    if (found.length > 1) return [`${id}: ${found.length} tests called “${title}” in ${file}`];
    return found[0].runs ? [] : [`${id}: “${title}” in ${file} does not always run`];
  });
}

/** A test is named by its title, led by those of what it stands in where the title alone would not do. */
const meant = (titles, name) => titles.some((_, i) => titles.slice(i).join(" › ") === name);

function faultsOfRequirement({ id, by = [], read, open }, known) {
  const unknown = by
    .filter((promise) => !known.has(promise))
    .map((promise) => `ASVS ${id} names ${promise}, which is nothing`);
  if (read !== undefined && !fs.existsSync(path.join(root, read.split("#")[0])))
    unknown.push(`ASVS ${id} names ${read}, which is not there`);
  return by.length === 0 && read === undefined && open === undefined ? [`ASVS ${id} is met by nothing`] : unknown;
}

/** The page, made of the model. */
export function pageOf({ groups, promises, chapters, prose }) {
  const parts = {
    invariants: groups.map(({ group, invariants }) => `### ${group}\n\n${tableOf(invariants)}`).join("\n\n"),
    promises: tableOf(promises),
    asvs: chapters.map(chapterOf).join("\n\n"),
    figures: figuresOf(chapters),
  };
  const note = `<!-- Made of ${FOLDER}/ by \`npm run security-model\`: change it there. -->\n`;
  return note + prose.replace(/^\{\{(\w+)\}\}$/gm, (_, name) => parts[name]);
}

const tableOf = (rows) =>
  [
    "| | what always holds | and what fails if it does not |",
    "| --- | --- | --- |",
    ...rows.map((row) => `| **${row.id}** | ${row.says} | ${testsInWords(row.tests)} |`),
  ].join("\n");

const testsInWords = (named) =>
  Object.entries(named)
    .map(([file, titles]) => `\`${file}\`: ${titles.map((title) => `“${title.replaceAll("|", "\\|")}”`).join("; ")}`)
    .join("<br>");

function chapterOf({ topic, requirements }) {
  const rows = requirements.map(({ id, says, by = [], read, open }) => {
    const met = [by.join(" "), read && `[${read}](${relative(read)})`, open && `**open:** ${open}`]
      .filter(Boolean)
      .join("; ");
    return `| ${id} | ${says} | ${met} |`;
  });
  return [`### ${topic}`, "", "| | asked | met by |", "| --- | --- | --- |", ...rows].join("\n");
}

const relative = (file) =>
  path.relative(path.dirname(PAGE), file.split("#")[0]) + (file.includes("#") ? `#${file.split("#")[1]}` : "");

function figuresOf(chapters) {
  const all = chapters.flatMap(({ requirements }) => requirements);
  const open = all.filter((row) => row.open !== undefined);
  const tested = all.filter(({ by = [] }) => by.length > 0);
  return `Of ${all.length} requirements ${tested.length} are held by tests, ${all.length - tested.length - open.filter(({ by = [] }) => by.length === 0).length} by a document alone, and ${open.length} are open in whole or in part.`;
}
