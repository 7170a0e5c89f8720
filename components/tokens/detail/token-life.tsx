import { Activity, Ban, CircleCheck, CircleDashed, CirclePause, KeyRound, RotateCw, UserX } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";

/** The life of a token as a picture (ux 8.7): what can become of one, for where there is no history to show. */
export function TokenLife() {
  const { steps, ends } = en.history.life;
  return (
    <figure
      role="img"
      aria-label={en.history.life.sentence}
      className="flex flex-wrap items-center gap-2 text-xs text-text-muted"
    >
      <Step icon={<KeyRound />}>{steps.made}</Step>
      <Arrow>→</Arrow>
      <Step icon={<CircleCheck />}>{steps.stored}</Step>
      <Arrow>→</Arrow>
      <Step icon={<Activity />}>{steps.used}</Step>
      <Arrow>→</Arrow>
      <Step icon={<RotateCw />}>{steps.rotated}</Step>
      <Arrow>⇄</Arrow>
      <Step icon={<CirclePause />}>{steps.paused}</Step>
      <Arrow>→</Arrow>
      <span className="flex flex-wrap gap-2">
        <Step icon={<Ban />}>{ends.revoked}</Step>
        <Step icon={<CircleDashed />}>{ends.expired}</Step>
        <Step icon={<UserX />}>{ends.deactivated}</Step>
      </span>
    </figure>
  );
}

function Step({ icon, children }: { icon: ReactNode; children: string }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-md border border-line px-2 py-1 [&_svg]:size-3.5">
      {icon}
      {children}
    </span>
  );
}

function Arrow({ children }: { children: string }) {
  return <span className="text-text-subtle">{children}</span>;
}
