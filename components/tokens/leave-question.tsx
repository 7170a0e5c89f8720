"use client";

import { useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";

/** Asked in place when somebody is about to leave a secret that they did not say they stored. */
export function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
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
        {en.secret.leaveBody}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={onStay}>{en.secret.stay}</Button>
        <Button onClick={onLeave}>{en.secret.leave}</Button>
      </div>
    </div>
  );
}
