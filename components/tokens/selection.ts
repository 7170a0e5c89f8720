import { BULK_MAX } from "@/lib/tokens/list-view";

/** Which tokens are picked: some by their ids, or all that match but some. */
export type Selection =
  | { readonly all: false; readonly ids: ReadonlySet<string> }
  | { readonly all: true; readonly except: ReadonlySet<string> };

export const NOTHING: Selection = { all: false, ids: new Set() };
export const EVERYTHING: Selection = { all: true, except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.all ? !selection.except.has(id) : selection.ids.has(id);
}

/** The selection with these tokens in it or out of it. More than one act can leave out are never left out in silence: then nothing changes. */
export function withTokens(selection: Selection, ids: readonly string[], on: boolean): Selection {
  const listed = new Set(selection.all ? selection.except : selection.ids);
  for (const id of ids)
    if (on === selection.all) listed.delete(id);
    else listed.add(id);
  if (!selection.all) return listed.size === 0 ? NOTHING : { all: false, ids: listed };
  return listed.size > BULK_MAX ? selection : { all: true, except: listed };
}

/** The tokens from one to another in the order of the page, both included; without the first, the second alone. */
export function between(page: readonly string[], from: string | null, to: string): readonly string[] {
  const ends = [from === null ? -1 : page.indexOf(from), page.indexOf(to)];
  const [first = -1, last = -1] = ends.sort((a, b) => a - b);
  return first < 0 ? [to] : page.slice(first, last + 1);
}

/** How many are picked, of so many that match. */
export function countSelected(selection: Selection, matching: number): number {
  return selection.all ? Math.max(0, matching - selection.except.size) : selection.ids.size;
}

/** How much of a page is picked: what its header's box says. */
export function pageState(selection: Selection, page: readonly string[]): "none" | "some" | "all" {
  const picked = page.filter((id) => isSelected(selection, id)).length;
  if (picked === 0) return "none";
  return picked === page.length ? "all" : "some";
}
