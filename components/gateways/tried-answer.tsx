import { Ban, Check, Route } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { decisionInWords, heldWordsOf } from "@/components/policy/held-words";
import type { TriedRoute, TriedToken } from "@/lib/routes/view";

/** Which rule a request met, what it is by that rule, and what a token would be told. */
export function TriedAnswer({ tried: { routed, token } }: { tried: TriedRoute }) {
  const words = en.routes;
  if (routed.kind === "refused") {
    const { at, why } = routed;
    const place = at === null ? words.refused : words.refusedAt(at + 1);
    const reason =
      why === "path-ambiguous" && at !== null
        ? words.ambiguousAt
        : why === "request-unnamed" && at === null
          ? words.badMethod
          : words.why[why];
    return (
      <Line icon={<Ban className="text-danger-icon" />} title={place}>
        {reason}
      </Line>
    );
  }
  const { action, resource } = routed.asked;
  return (
    <span className="flex flex-col gap-2">
      <Line icon={<Route className="text-text-muted" />} title={words.fits(routed.at + 1)}>
        <code className="font-mono text-xs wrap-anywhere">{words.is(action, resource)}</code>
        {token === null && <span className="block text-xs text-text-muted">{words.mayAll}</span>}
      </Line>
      {token && <Verdict token={token} />}
    </span>
  );
}

function Verdict({ token: { name, member, decision } }: { token: TriedToken }) {
  const words = en.routes;
  if (decision === null) return <Line icon={<Ban className="text-danger-icon" />} title={words.dead(name)} />;
  const allowed = decision.effect === "allow";
  return (
    <Line
      icon={allowed ? <Check className="text-success-icon" /> : <Ban className="text-danger-icon" />}
      title={allowed ? words.allowed(name) : words.denied(name)}
    >
      {decisionInWords(decision, heldWordsOf(member))}
    </Line>
  );
}

function Line({ icon, title, children }: { icon: ReactNode; title: string; children?: ReactNode }) {
  return (
    <span className="flex items-start gap-2">
      <span aria-hidden className="mt-0.5 shrink-0 [&_svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0">
        <span className="block font-semibold wrap-anywhere" dir="auto">
          {title}
        </span>
        {children}
      </span>
    </span>
  );
}
