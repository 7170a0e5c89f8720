import { Ban, CircleCheck, CircleDashed, CirclePause, Clock, ShieldMinus, UserX } from "lucide-react";
import * as en from "@/components/messages/en";
import { Pill } from "@/components/ui/pill";
import type { TokenStatus } from "@/lib/tokens/view";

const PILLS = {
  revoked: ["danger", Ban, "text-danger-icon"],
  deactivated: ["neutral", UserX, "text-neutral-icon"],
  expired: ["neutral", CircleDashed, "text-neutral-icon"],
  paused: ["neutral", CirclePause, "text-neutral-icon"],
  limited: ["info", ShieldMinus, "text-info-icon"],
  expiring: ["warning", Clock, "text-warning-icon"],
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
    <span className="block max-w-full" title={en.tokens.status[status]}>
      <Pill tone={tone} icon={<Icon aria-hidden />}>
        {en.tokens.status[status]}
      </Pill>
    </span>
  );
}

/** A status where there is no room for its word, which is heard all the same. */
export function StatusIcon({ status }: { status: TokenStatus }) {
  const [, Icon, color] = status === "active" ? ["", CircleCheck, "text-success-icon"] : PILLS[status];
  return (
    <span title={en.tokens.status[status]} className={color}>
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{en.tokens.status[status]}: </span>
    </span>
  );
}
