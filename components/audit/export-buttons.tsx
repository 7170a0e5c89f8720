"use client";

import { Download } from "lucide-react";
import { type FormEvent, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { type Act, useAct } from "@/components/ui/use-act";
import { type LogAddress, logParams } from "./log-address";

type Props = { address: LogAddress; allowed: boolean; prove: Act<null> };

/**
 * The log as a file, by what the filters show; a form, since that it was taken is written down. A file is no page that could
 * ask who is there, so that is asked before the form is sent.
 */
export function ExportButtons({ address, allowed, prove }: Props) {
  const words = en.audit.exporting;
  const { run, busy, trouble } = useAct(prove);
  const isAsked = useRef(false);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    if (isAsked.current) return;
    event.preventDefault();
    const form = event.currentTarget;
    const button = (event.nativeEvent as SubmitEvent).submitter;
    if (busy || !(await run({}))) return;
    isAsked.current = true;
    form.requestSubmit(button);
    isAsked.current = false;
  };
  const icon = <Download aria-hidden className="size-4" />;
  if (!allowed) {
    return (
      <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <p id="export-why" className="text-xs text-text-subtle">
          {words.why}
        </p>
        <Button icon={icon} disabled aria-describedby="export-why">
          {words.csv}
        </Button>
      </div>
    );
  }
  return (
    <form
      action="/audit/export"
      method="post"
      aria-label={words.label}
      onSubmit={send}
      className="flex flex-wrap items-center justify-end gap-2"
    >
      {trouble.sentence && (
        <p role="alert" className="text-xs text-text-muted">
          {trouble.sentence}
        </p>
      )}
      {[...logParams(address)].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {(["csv", "jsonl"] as const).map((format) => (
        <Button key={format} type="submit" name="format" value={format} icon={icon}>
          {words[format]}
        </Button>
      ))}
    </form>
  );
}
