import { Activity } from "lucide-react";
import * as en from "@/components/messages/en";
import { LastUses } from "@/components/tokens/last-uses";
import type { AffectedToken } from "@/lib/members/view";
import { usedToday } from "./effect-order";
import type { Looker } from "./member-actions";

type Props = { token: Pick<AffectedToken, "lastUsedAt" | "telemetryUsedAt" | "gatewayUsedAt">; looker: Looker };

/** When a token last made a REST call, and its telemetry or a gateway's check if that is later; what was used today is marked. */
export function Used({ token, looker: { now, zone } }: Props) {
  return (
    <span>
      {usedToday(token, now) && (
        <span className="me-1 inline-flex align-middle text-warning-icon" title={en.roleEdit.review.recent}>
          <Activity aria-hidden className="size-3.5" />
          <span className="sr-only">{en.roleEdit.review.recent}: </span>
        </span>
      )}
      <LastUses token={token} now={now} zone={zone} />
    </span>
  );
}
