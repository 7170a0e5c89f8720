"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { singleKeysAreOn } from "@/components/ui/display";
import type { Act } from "@/components/ui/use-act";
import type { Found } from "@/lib/search/view";
import { isApple } from "./is-apple";
import { HEARD, type Layer, OPEN_EVENT } from "./layers";
import { press } from "./shortcuts";

const Palette = dynamic(() => import("@/components/palette/palette").then((late) => late.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((late) => late.ShortcutSheet), { ssr: false });

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const LAYERS = "dialog[open], [popover]:popover-open";

/** What lies over every page, and what the keyboard does everywhere. `take` hands over what was heard before this was loaded. */
export function LateFrame({ search, take }: { search: Act<Found>; take: () => readonly Event[] }) {
  const [layer, setLayer] = useState<Layer | null>(null);
  const router = useRouter();
  useEffect(() => {
    const hear = (event: Event) => {
      if (event.type === OPEN_EVENT) setLayer((event as CustomEvent<Layer>).detail);
      else if (event instanceof KeyboardEvent) onKey(event, setLayer, (to) => router.push(to));
    };
    for (const event of take()) hear(event);
    for (const kind of HEARD) window.addEventListener(kind, hear);
    return () => {
      for (const kind of HEARD) window.removeEventListener(kind, hear);
    };
  }, [take, router]);
  const close = () => setLayer(null);
  return (
    <>
      {layer === "palette" && <Palette search={search} onClose={close} />}
      {layer === "shortcuts" && <ShortcutSheet onClose={close} />}
    </>
  );
}

function onKey(event: KeyboardEvent, open: (layer: Layer) => void, go: (to: string) => void): void {
  const { target, key } = event;
  if (event.isComposing || !(target instanceof Element)) return;
  const command = isApple() ? event.metaKey : event.ctrlKey;
  if (command && !event.altKey && !event.shiftKey && key.toLowerCase() === "k") {
    event.preventDefault();
    if (!document.querySelector(LAYERS)) open("palette");
    return;
  }
  if (event.defaultPrevented) return;
  if (command && key === "Enter") {
    target.closest("form")?.requestSubmit();
    return;
  }
  if (event.metaKey || event.ctrlKey || event.altKey || key.length !== 1 || key === " ") return;
  if (target.closest(FIELDS) || document.querySelector(LAYERS) || !singleKeysAreOn(document.cookie)) return;
  if (key === "/") event.preventDefault(); // some browsers search the page with it
  press(key, go);
}
