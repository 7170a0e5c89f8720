"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";

/** What can be shown once. */
export type Once = "token" | "link" | "gateway";

const WORDS = {
  token: [en.secret.leaveBody, en.secret.leave],
  link: [en.secret.linkLeaveBody, en.secret.leaveLink],
  gateway: [en.secret.gatewayLeaveBody, en.secret.leaveLink],
} as const;

type Props = { what: Once; onStay: () => void; onLeave: () => void };

/** Asked in place when somebody is about to leave a secret that they did not say they stored. */
export function LeaveQuestion({ what, onStay, onLeave }: Props) {
  const [body, leave] = WORDS[what];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector("button")?.focus(), []);
  return (
    <div
      ref={box}
      role="alertdialog"
      aria-label={en.secret.leaveTitle}
      className="flex flex-col gap-3 rounded-md bg-warning-bg p-3 text-warning-text"
    >
      <p>
        <strong className="block font-semibold">{en.secret.leaveTitle}</strong>
        {body}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onStay}>{en.secret.stay}</Button>
        <Button onClick={onLeave}>{leave}</Button>
      </div>
    </div>
  );
}
