import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { formatDate } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenView } from "@/lib/tokens/view";
import type { TokenActivity } from "@/lib/usage/view";
import { ActButton } from "./act-button";
import type { Acts } from "./acts";
import { DailyLine } from "./daily-line";

type Props = { token: TokenView; activity: TokenActivity; acts: Acts; now: number; zone: string };

/** When the token was used, in which way and how much, and when it ends. */
export function TokenTiles({ token, activity, acts, now, zone }: Props) {
  const ago = (at: number) => <RelativeTime at={at} serverNow={now} zone={zone} />;
  const month = activity.days.slice(-MONTH);
  const requests = month.reduce((sum, { rest }) => sum + rest.allowed + rest.denied, 0);
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-2 lg:grid-cols-4">
      <Tile
        term={en.detail.lastUsed}
        more={activity.lastRoute ?? en.detail.lastUsedHelp}
        mono={activity.lastRoute !== null}
      >
        {token.lastUsedAt === null ? <Quiet>{en.tokens.never}</Quiet> : ago(token.lastUsedAt)}
      </Tile>
      <Tile term={en.detail.requests(MONTH)} more={requests > 0 && <DailyLine days={month} />}>
        {requests === 0 ? (
          <Quiet>{en.detail.none}</Quiet>
        ) : (
          <span className="tnum">{requests.toLocaleString("en")}</span>
        )}
      </Tile>
      <Tile
        term={en.detail.telemetry}
        more={
          token.gatewayUsedAt !== null && (
            <>
              {en.detail.gateway} <span className="lowercase">{ago(token.gatewayUsedAt)}</span>
            </>
          )
        }
      >
        {token.telemetryUsedAt === null ? <Quiet>{en.detail.none}</Quiet> : ago(token.telemetryUsedAt)}
      </Tile>
      <Tile
        term={en.detail.expires}
        more={
          <span className="flex min-h-6 items-center justify-between gap-2">
            {token.expiresAt === null ? en.detail.noExpiryHelp : formatDate(token.expiresAt, zone)}
            {acts.expiry === null && (
              <ActButton act="expiry" look="ghost" className="-my-1 -me-2 h-7! px-2! text-xs! text-accent!">
                {token.expiresAt === null
                  ? en.actWords.setExpiry
                  : token.kind === "service"
                    ? en.actWords.bringForward
                    : en.actWords.extend}
              </ActButton>
            )}
          </span>
        }
      >
        {token.expiresAt === null ? <Quiet>{en.tokens.noExpiry}</Quiet> : ago(token.expiresAt)}
      </Tile>
    </dl>
  );
}

const MONTH = 30;

function Quiet({ children }: { children: string }) {
  return <span className="text-text-subtle">{children}</span>;
}

type TileProps = { term: string; more?: ReactNode; mono?: boolean; children: ReactNode };

function Tile({ term, more, mono = false, children }: TileProps) {
  return (
    <div className="min-w-0 bg-surface px-4 py-3">
      <dt className="text-xs text-text-subtle">{term}</dt>
      <dd className="text-base">{children}</dd>
      {more && <dd className={`min-h-6 text-xs text-text-subtle wrap-anywhere ${mono ? "font-mono" : ""}`}>{more}</dd>}
    </div>
  );
}
