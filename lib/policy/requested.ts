import { isPlainText } from "@/lib/core/text";
import { fold } from "./fold";
import { type Level, readSpecifier } from "./specifier";
import type { AccessRequest } from "./statement";

/** A requested resource, read: what patterns are held against. */
export type Resource = { readonly typePath: string; readonly levels: readonly Level[] };

/** A request in one spelling. */
export type Sight = { readonly action: string; readonly resource: Resource };

type Spelled<T> = { readonly exact: T; readonly folded: T };

/**
 * A request as it was written, which what gives is held against, and folded, which what takes away is; and the gate that
 * it has to pass, if there is one.
 */
export type Requested = Spelled<Sight> & { readonly gate: Gate | null };

/** What leads into a project: nothing inside can be done without its view (semantics 3.3). */
export type Gate = { readonly project: string; readonly view: Requested };

const LONGEST_RESOURCE = 1024;
const LONGEST_ACTION = 256;
const REMEMBERED = 1024;
const REMEMBERED_ACTIONS = 16;
const ADMITTED = 8;
const LONGEST_REMEMBERED = 512;

/**
 * Reads a request; null if it is no plain name of something: empty parts, a slash too many, `.` and `..`, padding, and
 * characters that hide. What is refused here nothing matches, neither what allows nor what denies (security 3.8).
 */
export function readRequest({ action, resource }: AccessRequest): Requested | null {
  if (action.length > LONGEST_ACTION) return null;
  const { read, gate, asked } = aboutResource(resource);
  if (read === null) return null;
  const known = asked.get(action);
  if (known !== undefined) return known;
  const made = isReadable(action) ? requestOf(action, read, isView(action, read) ? null : gate) : null;
  if (asked.size >= REMEMBERED_ACTIONS) asked.clear();
  asked.set(action, made);
  return made;
}

const isReadable = (action: string) => action !== "" && isPlainText(action) && !isPadded(action);

const requestOf = (action: string, { exact, folded }: Spelled<Resource>, gate: Gate | null): Requested => ({
  exact: { action, resource: exact },
  folded: { action: fold(action), resource: folded },
  gate,
});

/** The type of what has a gate, and the action that opens it (semantics 3.3). */
export const PROJECT = "proj";
export const VIEW_PROJECT = "viewProject";

/** The view of a project itself opens its gate, and so has none to pass. */
const isView = (action: string, { exact }: Spelled<Resource>) => action === VIEW_PROJECT && exact.levels.length === 1;

/** The gate of the project that a resource is or lies in, with the tags and properties that the request gives it. */
function gateOf({ exact, folded }: Spelled<Resource>): Gate | null {
  const [project, foldedProject] = [exact.levels[0], folded.levels[0]];
  if (!project || foldedProject?.type !== PROJECT) return null; // the gate takes away, so no spelling dodges it
  const alone = { exact: resourceOf([project]), folded: resourceOf([foldedProject]) };
  const named = project.name === "" ? project.type : `${project.type}/${project.name}`;
  return { project: named, view: requestOf(VIEW_PROJECT, alone, null) };
}

/** Reads a resource's specifier in both spellings; null if it is refused. */
export function readResource(text: string): Spelled<Resource> | null {
  if (text.length > LONGEST_RESOURCE || !isPlainText(text)) return null;
  const levels = readSpecifier(text, false);
  if (levels === null || !levels.every(isCanonical)) return null;
  const exact = resourceOf(levels);
  return { exact, folded: fold(text) === text ? exact : resourceOf(levels.map(foldLevel)) };
}

const isPadded = (text: string) => text.trim() !== text;
const isStep = (part: string) => part === "" || part === "." || part === "..";

function isCanonical({ type, name }: Level): boolean {
  if (isPadded(type) || isPadded(name) || name === "." || name === "..") return false;
  return !name.includes("/") || !name.split("/").some((part) => isStep(part) || isPadded(part));
}

const resourceOf = (levels: readonly Level[]): Resource => ({
  typePath: levels.map((level) => level.type).join(":"),
  levels,
});

const foldLevel = ({ type, name, tags, views, properties }: Level): Level => ({
  type: fold(type),
  name: fold(name),
  tags: tags.map(fold),
  views: views.map(fold),
  properties: properties.map(fold),
});

/** A resource that was read, with the requests about it that were read. */
type AboutResource = {
  readonly read: Spelled<Resource> | null;
  readonly gate: Gate | null;
  readonly asked: Map<string, Requested | null>;
};

const known = new Map<string, AboutResource>();
let strangers = 0;

/**
 * What is asked often is remembered. Not what is asked once: a stranger in eight is let in, since remembering all would
 * cost the garbage collector more than reading them again. Full, the memory is emptied, which keeps no order.
 */
function aboutResource(text: string): AboutResource {
  const found = known.get(text);
  if (found !== undefined) return found;
  const read = readResource(text);
  const made = { read, gate: read && gateOf(read), asked: new Map() };
  strangers = (strangers + 1) % ADMITTED;
  if (strangers === 0 && text.length <= LONGEST_REMEMBERED) {
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, made);
  }
  return made;
}
