import * as en from "@/components/messages/en";
import { actionInWords, resourceInWords } from "@/components/policy/in-words";
import type { Catalogue } from "@/lib/policy/catalogue";
import { sentenceOf } from "@/lib/policy/sentence";
import type { Statement } from "@/lib/policy/statement";
import type { RoleView } from "@/lib/roles/view";

const SENTENCES = 3;
const NAMED = 2;

/** What a role allows, in a few sentences: the floor it stands on, then its first statements. */
export function roleSentence(
  { policy, basePermissions }: Pick<RoleView, "policy" | "basePermissions">,
  catalogue: Catalogue,
): string {
  const floor = basePermissions === "reader" ? [en.roles.viewEverything] : [];
  if (floor.length === 0 && policy.every(({ effect }) => effect === "deny")) return en.roles.allowsNothing;
  const more = policy.length > SENTENCES ? [en.roles.moreStatements(policy.length - SENTENCES)] : [];
  return [...floor, ...policy.slice(0, SENTENCES).map((each) => statementSentence(each, catalogue)), ...more].join(" ");
}

function statementSentence(statement: Statement, catalogue: Catalogue): string {
  const { effect, actions, notActions, resources, notResources } = statement;
  // The general way of saying it knows words for whole groups of actions; of single ones it tells only their number.
  const alone = { kind: "declared", policies: [{ source: { kind: "inline" }, statements: [statement] }] } as const;
  const general = sentenceOf([alone], undefined, catalogue);
  if (effect === "allow" && /^(View|Create|Change|Delete|Do|Everything)/.test(general)) return general;
  const what = said(actions, notActions, (name) => actionInWords(name, catalogue), en.roles.anything);
  const where = said(resources, notResources, (pattern) => placeInWords(pattern, catalogue), en.roles.everything);
  return en.roles.sentence(effect, what, where);
}

function said(
  only: readonly string[] | undefined,
  except: readonly string[] | undefined,
  inWords: (entry: string) => string,
  all: string,
): string {
  const entries = only && only.length > 0 ? only : (except ?? []);
  const isOnly = entries === only;
  if (isOnly && entries.includes("*")) return all;
  const named = entries.slice(0, NAMED).map(inWords);
  const rest = entries.length - named.length;
  const text = en.roles.some(named, rest);
  return isOnly ? text : `${en.roles.allBut} ${text}`;
}

const placeInWords = (pattern: string, catalogue: Catalogue) =>
  resourceInWords(pattern, catalogue).replaceAll(/\$\{roleAttribute\/([^}]+)\}/g, "[$1]");
