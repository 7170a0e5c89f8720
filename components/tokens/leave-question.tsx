"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";

type Props = { isToken: boolean; onStay: () => void; onLeave: () => void };

/** Asked in place when somebody is about to leave a secret that they did not say they stored. */
export function LeaveQuestion({ isToken, onStay, onLeave }: Props) {
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
        {isToken ? en.secret.leaveBody : en.secret.linkLeaveBody}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onStay}>{en.secret.stay}</Button>
        <Button onClick={onLeave}>{isToken ? en.secret.leave : en.secret.leaveLink}</Button>
      </div>
    </div>
  );
}
