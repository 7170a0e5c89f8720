"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { useToast } from "@/components/ui/toast";
import { type Act, NO_TROUBLE, useAct } from "@/components/ui/use-act";
import type { FileProblem } from "@/lib/core/json-file";
import type { RouteRule } from "@/lib/core/route-rule";
import { TEXT_MAX } from "@/lib/routes/limits";
import type { RoutesFileRead, RoutesView } from "@/lib/routes/view";
import { askedOf, draftOf, emptyDraft, isSame, type RouteDraft, type RouteField } from "./route-draft";

/** What is said of a file that was chosen. */
export type FileNote =
  | { readonly kind: "none" }
  | { readonly kind: "taken"; readonly rules: number }
  | { readonly kind: "refused"; readonly problems: readonly FileProblem[] };

type Options = {
  seen: string | null;
  routes: readonly RouteRule[];
  save: Act<RoutesView>;
  readFile: Act<RoutesFileRead>;
};

/** Rules under edit: changed, moved, taken from a file, and saved whole as they were seen. */
export function useRoutes({ seen, routes, save, readFile }: Options) {
  const [base, setBase] = useState(() => ({ seen, rules: routes.map(draftOf) as readonly RouteDraft[] }));
  const [rules, setRules] = useState(base.rules);
  const [file, setFile] = useState<FileNote>({ kind: "none" });
  const [conflict, setConflict] = useState<"none" | "told" | "loading">("none");
  const saving = useAct(save);
  const reading = useAct(readFile);
  const toast = useToast();
  const router = useRouter();

  const begin = (revision: string | null, all: readonly RouteRule[]) => {
    const next = all.map(draftOf);
    setBase({ seen: revision, rules: next });
    setRules(next);
    setFile({ kind: "none" });
    setConflict("none");
  };
  const arrived = useRef(begin);
  useEffect(() => {
    arrived.current = begin;
  });
  useEffect(() => {
    if (conflict === "loading" && seen !== base.seen) arrived.current(seen, routes);
  }, [conflict, seen, base.seen, routes]);

  const put = (next: readonly RouteDraft[]) => {
    setRules(next);
    saving.setTrouble(NO_TROUBLE);
  };
  const refuse = (message: string) => setFile({ kind: "refused", problems: [{ pointer: "", message }] });
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > TEXT_MAX) return refuse(en.routes.tooLarge);
    const text = await chosen.text().catch(() => null);
    if (text === null) return refuse(en.routes.unreadable);
    const read = await reading.run({ text });
    if (!read) return setFile({ kind: "none" });
    if (!read.value.readable) return setFile({ kind: "refused", problems: read.value.problems });
    put(read.value.routes.map(draftOf));
    setFile({ kind: "taken", rules: read.value.routes.length });
  };
  const submit = async () => {
    const saved = await saving.run({ seen: base.seen, routes: rules.map(askedOf) }, (refusal) => {
      if (refusal.kind !== "changed_since") return false;
      setConflict("told");
      return true;
    });
    if (!saved) return;
    begin(saved.value.revision, saved.value.routes);
    toast(en.routes.saved);
    router.refresh();
  };
  return {
    rules,
    changed: !isSame(base.rules, rules),
    file,
    conflict: conflict !== "none",
    busy: saving.busy || reading.busy,
    trouble: saving.trouble === NO_TROUBLE ? reading.trouble : saving.trouble,
    take,
    submit,
    add: () => put([...rules, emptyDraft()]),
    reset: () => {
      put(base.rules);
      setFile({ kind: "none" });
    },
    loadTheirs: () => {
      setConflict("loading");
      router.refresh();
    },
    set: (key: string, field: RouteField, value: string) =>
      put(rules.map((rule) => (rule.key === key ? { ...rule, [field]: value } : rule))),
    remove: (key: string) => put(rules.filter((rule) => rule.key !== key)),
    move: (at: number, by: -1 | 1) => {
      const next = [...rules];
      const [moved] = next.splice(at, 1);
      if (moved) next.splice(at + by, 0, moved);
      put(next);
    },
  };
}
