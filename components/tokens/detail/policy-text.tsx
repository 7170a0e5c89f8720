"use client";

import * as en from "@/components/messages/en";
import { formatStatements } from "@/components/policy/format-statements";
import { roleName } from "@/lib/core/refusal-sentence";
import type { Grants } from "@/lib/policy/statement";

/** What a token declares, as policies are written. */
export function PolicyText({ grants: [declared] }: { grants: Grants }) {
  return (
    <div className="flex flex-col gap-3">
      {declared.policies.map(({ source, statements }) => {
        const title =
          source.kind === "base_role"
            ? roleName(source.role)
            : source.kind === "inline"
              ? en.access.inline
              : source.name;
        return (
          <section key={title} aria-label={title} className="flex min-w-0 flex-col gap-1">
            <h3 className="text-xs font-semibold" dir="auto">
              {title}
            </h3>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
              tabIndex={0}
              className="max-h-96 overflow-auto rounded-md bg-sunken p-3 font-mono text-xs"
            >
              {formatStatements(statements)}
            </pre>
          </section>
        );
      })}
    </div>
  );
}
