"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { copyText } from "@/components/ui/copy-text";

const words = en.factor.codes;

/** Recovery codes, shown once; they live in this component and nowhere else. */
export function CodeList({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const [said, setSaid] = useState("");
  const copy = async () => {
    const answer = await copyText(codes.join("\n"));
    setSaid(answer === "copied" ? words.copied : words.notCopied);
  };
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="warning">{words.once}</Callout>
      <ol className="flex flex-col gap-1 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-xs">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <p role="status" className="text-xs text-text-muted empty:hidden">
        {said}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()} className="h-9">
          {words.copy}
        </Button>
        <Button look="primary" onClick={onDone} className="h-9">
          {words.stored}
        </Button>
      </div>
    </div>
  );
}
