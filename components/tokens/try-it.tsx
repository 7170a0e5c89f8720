"use client";

import * as en from "@/components/messages/en";

/** A first call with the new token. It names the variable, never the secret, which would land in a shell's history. */
export function TryIt() {
  const origin = typeof location === "undefined" ? "" : location.origin;
  const lines = [
    `export LATCHKEY_TOKEN='…'   ${en.secret.tryItComment}`,
    `curl -sS ${origin}/api/v2/caller-identity \\`,
    `  -H "Authorization: Bearer $LATCHKEY_TOKEN"`,
  ];
  return (
    <section aria-label={en.secret.tryIt} className="flex flex-col gap-1.5">
      <h3 className="font-semibold">{en.secret.tryIt}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard
        tabIndex={0}
        className="relative overflow-x-auto rounded-md border border-line bg-surface p-3 font-mono text-xs leading-5"
      >
        {lines.join("\n")}
      </pre>
    </section>
  );
}
