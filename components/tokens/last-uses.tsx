import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenView } from "@/lib/tokens/view";
import { otherUse } from "./other-use";

type Props = {
  token: Pick<TokenView, "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt">;
  now: number;
  zone: string;
};

/** When a token last made a REST call, and its telemetry or a gateway's check where that is later. */
export function LastUses({ token, now, zone }: Props) {
  const { lastUsedAt } = token;
  const other = otherUse(token);
  return (
    <>
      {lastUsedAt === null ? en.tokens.never : <RelativeTime at={lastUsedAt} serverNow={now} zone={zone} />}
      {other !== null && other.at > (lastUsedAt ?? 0) && (
        <>
          {" · "}
          <span className="whitespace-nowrap">
            {other.what}{" "}
            <span className="lowercase">
              <RelativeTime at={other.at} serverNow={now} zone={zone} />
            </span>
          </span>
        </>
      )}
    </>
  );
}
