import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenView } from "@/lib/tokens/view";

type Props = { token: TokenView; now: number; zone: string };

/** When the token was used, in which way, and when it ends. */
export function TokenFacts({ token, now, zone }: Props) {
  const ago = (at: number | null, never: string) =>
    at === null ? (
      <span className="text-text-subtle">{never}</span>
    ) : (
      <RelativeTime at={at} serverNow={now} zone={zone} />
    );
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
      <Fact term={en.detail.lastUsed} more={en.detail.lastUsedHelp}>
        {ago(token.lastUsedAt, en.tokens.never)}
      </Fact>
      <Fact term={en.detail.telemetry}>{ago(token.telemetryUsedAt, en.detail.none)}</Fact>
      <Fact term={en.detail.gateway}>{ago(token.gatewayUsedAt, en.detail.none)}</Fact>
      <Fact term={en.detail.expires} more={token.expiresAt === null ? undefined : formatDate(token.expiresAt, zone)}>
        {ago(token.expiresAt, en.tokens.noExpiry)}
      </Fact>
    </dl>
  );
}

function Fact({ term, more, children }: { term: string; more?: string | undefined; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-xs text-text-subtle">{term}</dt>
      <dd className="text-base">{children}</dd>
      {more && <dd className="text-xs text-text-subtle">{more}</dd>}
    </div>
  );
}
