import { Bot, KeyRound, Terminal } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { Initials } from "@/components/ui/initials";
import type { AuditLogItem } from "@/lib/audit/view";
import { EVERYTHING, logHref } from "./log-address";

/** Whoever acted; what happened by itself says why, with a link to what brought it about. */
export function Who({ item: { actor, who, causedBy, cause } }: { item: AuditLogItem }) {
  if (causedBy !== null || actor.kind === "system") {
    return (
      <span className="flex items-start gap-2">
        <KeyRound aria-hidden className="mt-0.5 size-4 shrink-0 text-brass" strokeWidth={1.75} />
        {cause === null || causedBy === null ? (
          en.audit.system
        ) : (
          <Link href={logHref(EVERYTHING, { entry: causedBy })} className="wrap-anywhere text-accent hover:underline">
            {en.audit.because(cause)}
          </Link>
        )}
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Mark actor={actor} who={who} />
      <span className="min-w-0 wrap-anywhere" dir="auto">
        {who}
      </span>
    </span>
  );
}

function Mark({ actor, who }: Pick<AuditLogItem, "actor" | "who">) {
  if (actor.operator !== null) return <Terminal aria-hidden className="size-4 shrink-0 text-text-subtle" />;
  if (actor.token?.service) return <Bot aria-hidden className="size-4 shrink-0 text-text-subtle" />;
  return <Initials name={who} />;
}
