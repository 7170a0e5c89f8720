import { ShieldMinus } from "lucide-react";
import * as en from "@/components/messages/en";
import { type BaseRole, type TokenRole, weakerRole } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";

/** What the token would really do: the chosen role, held to the viewer's own. */
export function WhatItCanDo({ role, mine }: { role: TokenRole; mine: BaseRole }) {
  const acts = weakerRole(role, mine);
  return (
    <section
      aria-live="polite"
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 lg:sticky lg:top-6"
    >
      <h2 className="font-semibold">{en.create.can}</h2>
      {acts !== "no_access" && <p className="text-text-muted">{en.create.canDo[acts]}</p>}
      {acts !== role && (
        <p className="flex items-start gap-2 rounded-md bg-info-bg px-3 py-2 text-xs text-info-text">
          <ShieldMinus aria-hidden className="size-4 shrink-0" />
          {en.create.heldTo(roleName(role), roleName(acts))}
        </p>
      )}
      <p className="text-xs text-text-subtle">{en.create.follows}</p>
    </section>
  );
}
