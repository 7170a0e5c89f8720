import { actionNamed, type CatalogueAction } from "@/lib/policy/action";
import type { Vocabulary } from "@/lib/policy/vocabulary";

/** A vocabulary as a text that reads as the same one: an action a line, what its name says already left out. */
export function writeFile(types: Vocabulary): string {
  const written = types.map(({ type, label, singular, example, actions }) => {
    const words = Object.entries({ type, label, singular, ...(example !== undefined && { example }) });
    const members = words.map(([name, value]) => `      ${member(name, value)},\n`);
    const lines = actions.map((action) => `        ${actionLine(action)}`);
    return `    {\n${members.join("")}      "actions": [\n${lines.join(",\n")}\n      ]\n    }`;
  });
  return `{\n  "types": [\n${written.join(",\n")}\n  ]\n}\n`;
}

const member = (name: string, value: string) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`;

function actionLine(action: CatalogueAction): string {
  const { name, label, group } = action;
  const usual = actionNamed(name);
  const words = [
    ...(label === usual.label ? [] : [member("label", label)]),
    ...(group === usual.group ? [] : [member("group", group)]),
  ];
  return words.length === 0 ? JSON.stringify(name) : `{ ${[member("name", name), ...words].join(", ")} }`;
}
