import { err, ok, type Result } from "@/lib/core/result";
import { isPlainText, looksLikeSecret } from "@/lib/core/text";
import { chosenList } from "./chosen-list";
import { POLICY_LIMITS } from "./limits";
import { readSpecifier } from "./specifier";
import type { Effect, Statement } from "./statement";

/** What is wrong with a policy and where: a JSON Pointer (RFC 6901) into what was sent, and a sentence. */
export type PolicyProblem = { readonly pointer: string; readonly message: string };

const LISTS = ["resources", "notResources", "actions", "notActions"] as const;
type ListName = (typeof LISTS)[number];
type Lists = Partial<Record<ListName, readonly string[]>>;

const MOST_PROBLEMS = 100; // enough to mend by; an answer stays small whatever was sent

/**
 * Reads statements that anybody sent. They come back in their order and with their text untouched; actions and types
 * that nobody has heard of are accepted (ruling R11, semantics 3.1, security 3.8).
 */
export function parseStatements(raw: unknown): Result<Statement[], PolicyProblem[]> {
  if (!Array.isArray(raw)) return err([{ pointer: "", message: "A policy is a list of statements." }]);
  if (raw.length > POLICY_LIMITS.statements) {
    return err([{ pointer: "", message: `A policy has at most ${POLICY_LIMITS.statements} statements.` }]);
  }
  const problems: PolicyProblem[] = [];
  const statements = raw.flatMap((each, index) => parseStatement(each, index, problems) ?? []);
  if (problems.length === 0 && bytesOf(statements) > POLICY_LIMITS.bytes) {
    problems.push({ pointer: "", message: `A policy is at most ${POLICY_LIMITS.bytes / 1024} KiB long.` });
  }
  return problems.length > 0 ? err(problems.slice(0, MOST_PROBLEMS)) : ok(statements);
}

const bytesOf = (statements: readonly Statement[]) => new TextEncoder().encode(JSON.stringify(statements)).length;

function parseStatement(raw: unknown, index: number, problems: PolicyProblem[]): Statement | null {
  const at = `/${index}`;
  const tell = (pointer: string, message: string) => problems.push({ pointer, message });
  if (!isRecord(raw)) {
    tell(at, `Statement ${index + 1} must be an object.`);
    return null;
  }
  for (const key of Object.keys(raw)) {
    if (key !== "effect" && !LISTS.some((list) => list === key)) {
      tell(`${at}/${escapePointer(key)}`, `“${key}” isn't a known property of a statement.`);
    }
  }
  const effect = parseEffect(own(raw, "effect"));
  if (effect === null) tell(`${at}/effect`, `Statement ${index + 1} needs an effect: allow or deny.`);
  const lists: Lists = {};
  for (const name of LISTS) {
    const list = parseList(own(raw, name), name, `${at}/${name}`, problems);
    if (list) lists[name] = list;
  }
  // Judged on what was sent, so that a list that could not be read is not also called missing.
  if (!isOneOfTwo(raw, "resources", "notResources")) {
    tell(at, `Statement ${index + 1} needs either resources or notResources, one of the two.`);
  }
  if (!isOneOfTwo(raw, "actions", "notActions")) {
    tell(at, `Statement ${index + 1} needs either actions or notActions, one of the two.`);
  }
  return effect && { effect, ...lists };
}

const isRecord = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);
const own = (raw: Record<string, unknown>, key: string) => (Object.hasOwn(raw, key) ? raw[key] : undefined);
const escapePointer = (key: string) => key.replaceAll("~", "~0").replaceAll("/", "~1");
const parseEffect = (raw: unknown): Effect | null => (raw === "allow" || raw === "deny" ? raw : null);

function isOneOfTwo(raw: Record<string, unknown>, name: ListName, companion: ListName): boolean {
  const [list, other] = [name, companion].map((key) => {
    const sent = own(raw, key) ?? [];
    return Array.isArray(sent) ? sent : [sent];
  });
  return chosenList(list, other) !== null;
}

/** The list, or nothing if it is absent, empty or wrong. */
function parseList(raw: unknown, name: ListName, pointer: string, problems: PolicyProblem[]): string[] | null {
  if (raw === undefined || raw === null) return null;
  const aboutActions = name === "actions" || name === "notActions";
  const most = aboutActions ? POLICY_LIMITS.actions : POLICY_LIMITS.resources;
  if (!Array.isArray(raw)) problems.push({ pointer, message: `The member ${name} must be a list of texts.` });
  else if (raw.length > most) problems.push({ pointer, message: `A statement has at most ${most} ${name}.` });
  else {
    const wrong = raw.flatMap((entry, index) => {
      const message = faultOf(entry, aboutActions);
      return message ? [{ pointer: `${pointer}/${index}`, message }] : [];
    });
    problems.push(...wrong);
    return wrong.length === 0 && raw.length > 0 ? [...raw] : null;
  }
  return null;
}

/** What is wrong with one pattern, in a sentence. */
function faultOf(entry: unknown, isAction: boolean): string | null {
  const kind = isAction ? "An action" : "A resource";
  const { patternLength, stars } = POLICY_LIMITS;
  if (typeof entry !== "string") return `${kind} must be a text.`;
  if (entry === "") return `${kind} must not be empty.`;
  if (entry.length > patternLength) return `${kind} has at most ${patternLength} characters.`;
  if (entry.split("*").length > stars + 1) return `${kind} has at most ${stars} wildcards (*).`;
  if (!isPlainText(entry)) return `${kind} must not hold characters that are invisible or change the reading order.`;
  if (looksLikeSecret(entry)) return `${kind} must not hold a secret: whoever reads the policy would have it.`;
  if (!isAction && entry !== "*" && readSpecifier(entry, true) === null) {
    return "A resource is written type/name, with levels after a colon and tags after a semicolon, and no part left empty.";
  }
  return null;
}
