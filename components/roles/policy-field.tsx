"use client";

import { useState } from "react";
import { Field, INPUT } from "@/components/ui/field";
import type { Statement } from "@/lib/policy/statement";

type Props = {
  label: string;
  value: readonly Statement[];
  onChange: (statements: readonly Statement[] | null) => void;
  errors?: readonly string[];
};

/** A policy as text. */
export function PolicyField({ label, value, onChange, errors }: Props) {
  const [text, setText] = useState(() => JSON.stringify(value, null, 2));
  const change = (next: string) => {
    setText(next);
    try {
      onChange(JSON.parse(next));
    } catch {
      onChange(null);
    }
  };
  return (
    <Field label={label} errors={errors}>
      {(tie) => (
        <textarea
          {...tie}
          value={text}
          onChange={(event) => change(event.target.value)}
          rows={14}
          spellCheck={false}
          className={`${INPUT} h-auto py-2 font-mono text-xs`}
        />
      )}
    </Field>
  );
}
