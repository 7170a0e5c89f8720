import { isKnownAction, kindOf } from "@/lib/policy/catalogue";
import type { AccessRequest } from "@/lib/policy/statement";
import { type ActionGroup, OTHER } from "./view";

const KNOWN_MAX = 10_000;

/** One object for each group, so that groups are compared as they are. There are no more of them than the catalogue has actions. */
const groups = new Map<string, ActionGroup>();
/** What was worked out lately: reading a specifier costs more than all the rest of counting a use. */
const known = new Map<string, ActionGroup>();

/** What a request is counted as: its action on the kind of its resource, as far as the catalogue knows them. */
export function groupOf({ action, resource }: AccessRequest): ActionGroup {
  const text = `${action} ${resource}`;
  const found = known.get(text);
  if (found) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const group = workedOut(action, resource);
  known.set(text, group);
  return group;
}

function workedOut(action: string, resource: string): ActionGroup {
  const kind = kindOf(resource)?.key;
  if (kind === undefined || !isKnownAction(action, kind)) return OTHER;
  const name = `${kind} ${action}`;
  const group = groups.get(name) ?? { kind, action };
  groups.set(name, group);
  return group;
}
