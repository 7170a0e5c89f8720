"use client";

import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { formatRelative } from "@/components/ui/format-time";
import type { Act } from "@/components/ui/use-act";

/** A living token of the viewer's that is called so already; null for none. */
export type SameName = { name: string; lastUsedAt: number | null } | null;

/** Says that there is a token of that name already. It may well be meant: names are not unique. */
export function SameNameNote({ name, find, now }: { name: string; find: Act<SameName>; now: number }) {
  const [found, setFound] = useState<SameName>(null);
  useEffect(() => {
    let asked = true;
    find({ name })
      .then((answer) => asked && setFound(answer.ok ? answer.value : null))
      .catch(() => asked && setFound(null));
    return () => {
      asked = false;
    };
  }, [name, find]);
  return (
    <p role="status" className="-mt-4 text-xs text-warning-text empty:hidden">
      {found?.name === name && sentenceOf(found, now)}
    </p>
  );
}

function sentenceOf({ name, lastUsedAt }: NonNullable<SameName>, now: number): string {
  if (lastUsedAt === null) return en.prefill.sameUnused(name);
  return en.prefill.same(name, formatRelative(lastUsedAt - now).toLowerCase());
}
