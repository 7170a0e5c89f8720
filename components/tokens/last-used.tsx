import { Hourglass } from "lucide-react";
import * as en from "@/components/messages/en";
import { formatRelative } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import { STALE_DAYS, UNUSED_DAYS } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

const DAY_MS = 86_400_000;

type Props = { token: TokenView; now: number; zone: string };

/** When the token last made a REST call; other kinds of use stand in a second line and never change the first. */
export function LastUsed({ token, now, zone }: Props) {
  return (
    <>
      <FirstLine token={token} now={now} zone={zone} />
      <OtherUse token={token} now={now} zone={zone} />
    </>
  );
}

function FirstLine({ token, now, zone }: Props) {
  const { lastUsedAt, createdAt } = token;
  const ended = token.status === "revoked" || token.status === "deactivated";
  if (lastUsedAt !== null) {
    const stale = !ended && now - lastUsedAt > STALE_DAYS * DAY_MS;
    return (
      <span className={stale ? "inline-flex items-center gap-1 font-semibold text-warning-text" : undefined}>
        {stale && <Hourglass aria-label={en.tokens.stale} className="size-3.5" />}
        <RelativeTime at={lastUsedAt} serverNow={now} zone={zone} />
      </span>
    );
  }
  const forgotten = !ended && now - createdAt > UNUSED_DAYS * DAY_MS && token.telemetryUsedAt === null;
  if (!forgotten) return <span className="text-text-subtle">{en.tokens.never}</span>;
  return (
    <span className="text-warning-text">
      <span className="flex items-center gap-1">
        <Hourglass aria-hidden className="size-3.5 shrink-0" />
        {en.tokens.never}
      </span>
      <span className="block text-2xs">{en.tokens.made(formatRelative(createdAt - now))}</span>
    </span>
  );
}

function OtherUse({ token, now, zone }: Props) {
  const telemetry = token.telemetryUsedAt ?? 0;
  const gateway = token.gatewayUsedAt ?? 0;
  const latest = Math.max(telemetry, gateway);
  if (latest === 0) return null;
  return (
    <span className="block text-2xs text-text-subtle md:truncate">
      {telemetry >= gateway ? en.tokens.telemetry : en.tokens.gateway}{" "}
      <RelativeTime at={latest} serverNow={now} zone={zone} />
    </span>
  );
}
