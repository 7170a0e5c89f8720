"use client";

import { Download } from "lucide-react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { type LogAddress, logParams } from "./log-address";

/** The log as a file, by what the filters show; a form, since that it was taken is written down. */
export function ExportButtons({ address, allowed }: { address: LogAddress; allowed: boolean }) {
  const words = en.audit.exporting;
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
    <form action="/audit/export" method="post" aria-label={words.label} className="flex flex-wrap gap-2">
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
