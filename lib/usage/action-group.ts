import { CATALOGUE, kindOf } from "@/lib/policy/catalogue";
import type { AccessRequest } from "@/lib/policy/statement";
import { type ActionGroup, OTHER } from "./view";

type Groups = ReadonlyMap<string, ActionGroup>;

const KNOWN_MAX = 10_000;
const NONE: Groups = new Map();

/** By kind and action; one object for each group, so that groups are compared as they are. */
const GROUPS: ReadonlyMap<string, Groups> = new Map(
  CATALOGUE.map(({ key: kind, actions }) => [
    kind,
    new Map(actions.map(({ name: action }) => [action, { kind, action }])),
  ]),
);

/** The groups of resources that were asked about lately: reading a specifier costs more than counting a use. */
const known = new Map<string, Groups>();

/** What a request is counted as: its action on the kind of its resource, as far as the catalogue knows them. */
export function groupOf({ action, resource }: AccessRequest): ActionGroup {
  const groups = known.get(resource) ?? read(resource);
  return groups.get(action) ?? OTHER;
}

function read(resource: string): Groups {
  const kind = kindOf(resource);
  const groups = (kind && GROUPS.get(kind.key)) ?? NONE;
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(resource, groups);
  return groups;
}
