"use client";

import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import type { Finding } from "./finding";

const LOOKS = {
  error: [CircleAlert, "text-danger-icon"],
  warning: [TriangleAlert, "text-warning-icon"],
  note: [Info, "text-neutral-icon"],
} as const;

type Props = {
  id: string;
  findings: readonly Finding[];
  onSelect: (finding: Finding) => void;
  onFix: (finding: Finding) => void;
};

/** What there is to say about a policy: each line leads to its place, some can be mended from here. */
export function LintList({ id, findings, onSelect, onFix }: Props) {
  const errors = findings.filter(({ level }) => level === "error").length;
  return (
    <div id={id}>
      <p role="status" className="sr-only">
        {findings.length > 0 && en.policy.findings(errors, findings.length - errors)}
      </p>
      {findings.length > 0 && (
        <ul aria-label={en.policy.findingsLabel} className="flex flex-col border-t border-line py-1">
          {findings.map((finding) => (
            <Line
              key={`${finding.code}${finding.pointer}${finding.message}`}
              finding={finding}
              onSelect={() => onSelect(finding)}
              onFix={() => onFix(finding)}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function Line({ finding, onSelect, onFix }: { finding: Finding; onSelect: () => void; onFix: () => void }) {
  const [Icon, tone] = LOOKS[finding.level];
  return (
    <li className="flex items-start gap-2 px-3">
      <button
        type="button"
        onClick={onSelect}
        className="flex min-h-7 min-w-0 flex-1 items-start gap-2 rounded-sm px-1 py-1 text-start text-xs hover:bg-hover"
      >
        <Icon aria-hidden className={cn("size-4 shrink-0", tone)} />
        <span className="sr-only">{en.policy.levels[finding.level]}: </span>
        <span className="min-w-0 flex-1 wrap-anywhere">{finding.message}</span>
        <span className="font-mono text-2xs text-text-subtle">{finding.code}</span>
      </button>
      {finding.fix && (
        <button
          type="button"
          onClick={onFix}
          className="min-h-7 shrink-0 rounded-sm px-2 text-xs font-semibold text-accent hover:bg-hover"
        >
          {finding.fix.label}
        </button>
      )}
    </li>
  );
}
