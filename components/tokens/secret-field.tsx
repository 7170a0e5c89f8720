"use client";

import { Check, Copy, Download, Eye, EyeOff } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";

const COPIED_MS = 2000;

type FieldProps = { secret: string; label: string; copy: string; file: { name: string; content: string } };

/** The secret itself: read, hidden, copied or taken along as a file of a variable. */
export function SecretField({ secret, label, copy, file }: FieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [hidden, setHidden] = useState(false);
  const [copied, setCopied] = useState<"copied" | "selected" | null>(null);
  useEffect(() => {
    const area = field.current;
    area?.focus();
    return () => {
      if (area) area.value = ""; // not even in an element that something still holds
    };
  }, []);
  const copyIt = async () => {
    if (!window.isSecureContext) setHidden(false); // it may have to be copied by hand, out of the field
    const answer = await copyText(secret, window.isSecureContext ? null : field.current);
    setCopied(answer);
    if (answer === "copied") setTimeout(() => setCopied(null), COPIED_MS);
  };
  return (
    <div className="flex flex-col gap-2 rounded-lg bg-sunken p-3" data-secret>
      <div className="flex items-start gap-2">
        <textarea
          ref={field}
          readOnly
          rows={2}
          aria-label={label}
          value={hidden ? "•".repeat(secret.length) : secret}
          onFocus={(event) => event.target.select()}
          autoComplete="off"
          spellCheck={false}
          translate="no"
          data-1p-ignore
          data-lpignore="true"
          data-bwignore
          className="min-h-12 min-w-0 flex-1 resize-none field-sizing-content break-all rounded-sm bg-transparent font-mono text-base leading-6"
        />
        <button
          type="button"
          aria-label={hidden ? en.secret.show : en.secret.hide}
          onClick={() => setHidden(!hidden)}
          className="grid size-7 shrink-0 place-items-center rounded-sm text-text-muted hover:bg-hover"
        >
          {hidden ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
        </button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          onClick={copyIt}
          icon={
            copied === "copied" ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />
          }
        >
          {copy}
        </Button>
        <Button onClick={() => download(file)} icon={<Download aria-hidden className="size-4" />}>
          {en.secret.download}
        </Button>
        <output className="text-xs text-text-muted">
          {copied === "copied" && en.secret.copied}
          {copied === "selected" && en.secret.copyFailed(/Mac|iP/.test(navigator.userAgent) ? "⌘C" : "Ctrl+C")}
        </output>
      </div>
    </div>
  );
}

function download({ name, content }: { name: string; content: string }): void {
  const url = URL.createObjectURL(new Blob([content], { type: "text/plain" }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** A name as part of a file's. */
export const slugOf = (name: string, otherwise: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "") || otherwise;
