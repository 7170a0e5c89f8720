"use client";

import { Copy } from "lucide-react";
import { useRef } from "react";
import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import { INPUT } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";

/** A text to take along; where copying is not possible it is left selected. */
export function CopyLine({ text, name, label, said }: { text: string; name: string; label: string; said: string }) {
  const field = useRef<HTMLInputElement>(null);
  const toast = useToast();
  const copy = async () => {
    const answer = await copyText(text, field.current);
    toast(answer === "copied" ? said : en.settings.account.selected);
  };
  return (
    <span className="flex max-w-md items-center gap-1.5">
      <input ref={field} readOnly value={text} aria-label={name} className={`${INPUT} font-mono text-xs`} />
      <button
        type="button"
        aria-label={label}
        onClick={() => void copy()}
        className="grid size-9 shrink-0 place-items-center rounded-md border border-line-strong bg-surface hover:bg-hover pointer-coarse:size-11"
      >
        <Copy aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
    </span>
  );
}
