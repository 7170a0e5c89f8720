"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Key } from "@/components/shell/key";
import { placesShown } from "@/components/shell/places";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import type { Act } from "@/components/ui/use-act";
import { looksLikeSecret } from "@/lib/core/text";
import { SEARCH_MAX } from "@/lib/search/limits";
import type { Found } from "@/lib/search/view";
import { commands, readAct } from "./commands";
import { matching } from "./entry";
import { foundEntries, searchEntry } from "./found-entries";
import { PaletteList, rowId } from "./palette-list";
import { useFound } from "./use-found";

const WIDTH = 640;
const TAIL = 4;

/** Goes to anything by its name, and does what is done everywhere. A whole secret never leaves the browser. */
export function Palette({ search, onClose }: { search: Act<Found>; onClose: () => void }) {
  const [text, setText] = useState("");
  const [pasted, setPasted] = useState(false);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const say = useToast();
  const q = text.trim();
  const { act, rest } = readAct(q);
  const { found, failed } = useFound(search, rest);
  const entries = useMemo(() => {
    const known = matching(commands({ typed: q !== "", places: placesShown(), say }), q);
    return q === "" ? known : [...known, ...(found ? foundEntries(found, act) : []), searchEntry(rest)];
  }, [q, act, rest, found, say]);
  const at = Math.min(active, entries.length - 1);
  useEffect(() => {
    list.current?.querySelector(`#${rowId(at)}`)?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const type = (typed: string) => {
    const secret = looksLikeSecret(typed);
    setPasted(secret);
    setText(secret ? typed.trim().slice(-TAIL) : typed);
    setActive(0);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      press(list.current?.querySelector(`#${rowId(at)}`), event.metaKey || event.ctrlKey);
    }
    const to = target(event, at, entries.length);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
  };

  return (
    <Dialog bare title={en.palette.title} width={WIDTH} onLeave={onClose}>
      <div className="flex items-center gap-2.5 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-text-subtle" />
        <input
          data-autofocus
          type="text"
          role="combobox"
          aria-label={en.palette.title}
          aria-expanded="true"
          aria-controls="palette-list"
          aria-autocomplete="list"
          aria-activedescendant={entries.length > 0 ? rowId(at) : undefined}
          placeholder={en.palette.placeholder}
          value={text}
          maxLength={SEARCH_MAX}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKey}
          className="h-12 min-w-0 flex-1 bg-transparent text-base placeholder:text-text-subtle focus:outline-none"
        />
      </div>
      {pasted && (
        <div className="px-2 pt-2">
          <Callout tone="neutral" role="status">
            {en.list.secretPasted}
          </Callout>
        </div>
      )}
      {failed && (
        <p role="alert" className="px-4 pt-3 text-xs text-warning-text">
          {en.palette.failed}
        </p>
      )}
      <PaletteList ref={list} entries={entries} active={at} onPoint={setActive} onClose={onClose} />
      <p role="status" className="sr-only">
        {en.palette.count(entries.length)}
      </p>
      <p
        aria-hidden="true"
        className="flex gap-4 border-t border-line px-4 py-2 text-xs text-text-subtle pointer-coarse:hidden"
      >
        <span>
          <Key>↑</Key> <Key>↓</Key> {en.palette.move}
        </span>
        <span>
          <Key>{en.palette.enterKey}</Key> {en.palette.open}
        </span>
        <span>
          <Key>{en.palette.escKey}</Key> {en.palette.close}
        </span>
      </p>
    </Dialog>
  );
}

/** Follows the line as a click would; in a new tab with ⌘ or Ctrl, if it goes anywhere. */
function press(row: Element | null | undefined, aside: boolean): void {
  if (aside && row instanceof HTMLAnchorElement) window.open(row.href, "_blank", "noopener");
  else if (row instanceof HTMLElement) row.click();
}

function target({ key, ctrlKey }: KeyboardEvent, at: number, count: number): number | null {
  if (key === "ArrowDown" || (ctrlKey && key === "n")) return (at + 1) % count;
  if (key === "ArrowUp" || (ctrlKey && key === "p")) return (at - 1 + count) % count;
  return null;
}
