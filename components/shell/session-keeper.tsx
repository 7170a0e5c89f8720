"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PasskeyDoor } from "@/components/passkeys/ask-device";
import { SIGNED_OUT } from "@/components/ui/signed-out";
import type { Act } from "@/components/ui/use-act";
import type { SignInStep } from "@/lib/factors/view";
import type { SessionEnd } from "@/lib/sessions/view";
import type { ProofDoors } from "./proof-dialog";
import { useProofs } from "./use-proofs";

const SessionDialog = dynamic(() => import("./session-dialog").then((late) => late.SessionDialog), { ssr: false });

const WARNED_BEFORE_MS = 120_000;
const RETRY_MS = 20_000;

type Doors = {
  peek: Act<SessionEnd | null>;
  stay: Act<SessionEnd>;
  step: Act<SignInStep>;
  pass: Act<null>;
  passkey: PasskeyDoor | null;
};
type Props = { end: SessionEnd; email: string; doors: Doors; proof: ProofDoors };

/**
 * Watches over the end of the session: two minutes before it asks whether to go on, and once it is over it asks for the
 * password over the page as it stands, so that nothing typed is lost (WCAG 2.2.1). What another tab did counts: the server
 * is asked before anything is said. A question who is there goes before both.
 */
export function SessionKeeper({ end, email, doors, proof }: Props) {
  const [told, setTold] = useState<SessionEnd | "over" | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const look = useCallback(async () => {
    const again = (ms: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void look(), ms);
    };
    const answer = await doors.peek({}).catch(() => null);
    if (!answer?.ok) return again(RETRY_MS);
    const left = answer.value;
    if (left === null) return setTold("over");
    if (left.inMs <= WARNED_BEFORE_MS) return setTold(left);
    setTold(null);
    again(left.inMs - WARNED_BEFORE_MS);
  }, [doors.peek]);
  useEffect(() => {
    timer.current = setTimeout(() => void look(), Math.max(end.inMs - WARNED_BEFORE_MS, 0));
    const over = () => setTold("over");
    window.addEventListener(SIGNED_OUT, over);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener(SIGNED_OUT, over);
    };
  }, [end.inMs, look]);
  const proving = useProofs(proof, email);
  if (proving) return proving;
  if (told === null) return null;
  const close = () => {
    setTold(null);
    if (told === "over") return; // the next act that finds nobody tells it again
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(), told.inMs);
  };
  return <SessionDialog told={told} email={email} doors={doors} onLook={look} onClose={close} />;
}
