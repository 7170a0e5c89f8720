import { Ban, CircleCheck, CircleDashed, CirclePause, Clock, ShieldMinus, UserX } from "lucide-react";
import * as en from "@/components/messages/en";
import { Pill } from "@/components/ui/pill";
import type { TokenStatus } from "@/lib/tokens/view";

const PILLS = {
  revoked: ["danger", Ban],
  deactivated: ["neutral", UserX],
  expired: ["neutral", CircleDashed],
  paused: ["neutral", CirclePause],
  limited: ["info", ShieldMinus],
  expiring: ["warning", Clock],
} as const;

/** A token's status: what is in order is said quietly, only exceptions get a pill. */
export function Status({ status }: { status: TokenStatus }) {
  if (status === "active") {
    return (
      <span className="flex items-center gap-1 text-text-muted">
        <CircleCheck aria-hidden className="size-3 text-success-icon" />
        {en.tokens.status.active}
      </span>
    );
  }
  const [tone, Icon] = PILLS[status];
  return (
    <Pill tone={tone} icon={<Icon aria-hidden />}>
      {en.tokens.status[status]}
    </Pill>
  );
}
