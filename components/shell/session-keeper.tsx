"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PasskeyDoor } from "@/components/passkeys/ask-device";
import { answerProofs } from "@/components/ui/confirm-self";
import { SIGNED_OUT } from "@/components/ui/signed-out";
import type { Act } from "@/components/ui/use-act";
import type { SignInStep } from "@/lib/factors/view";
import type { SessionEnd } from "@/lib/sessions/view";

const SessionDialog = dynamic(() => import("./session-dialog").then((late) => late.SessionDialog), { ssr: false });
const ProofDialog = dynamic(() => import("./proof-dialog").then((late) => late.ProofDialog), { ssr: false });

const WARNED_BEFORE_MS = 120_000;
const RETRY_MS = 20_000;

type Doors = {
  peek: Act<SessionEnd | null>;
  stay: Act<SessionEnd>;
  prove: Act<null>;
  step: Act<SignInStep>;
  pass: Act<null>;
  passkey: PasskeyDoor | null;
};
type Props = { end: SessionEnd; email: string; doors: Doors };

/**
 * Watches over the end of the session: two minutes before it asks whether to go on, and once it is over it asks for the
 * password over the page as it stands, so that nothing typed is lost (WCAG 2.2.1). What another tab did counts: the server
 * is asked before anything is said. So it asks when an act takes a late proof of who is there.
 */
export function SessionKeeper({ end, email, doors }: Props) {
  const [told, setTold] = useState<SessionEnd | "over" | null>(null);
  const [asking, setAsking] = useState<readonly ((proven: boolean) => void)[]>([]);
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
  useEffect(() => answerProofs((answer) => setAsking((others) => [...others, answer])), []);
  if (asking.length > 0) {
    const answered = (proven: boolean) => {
      setAsking([]);
      for (const answer of asking) answer(proven);
    };
    return <ProofDialog email={email} prove={doors.prove} onAnswer={answered} />;
  }
  if (told === null) return null;
  const close = () => {
    setTold(null);
    if (told === "over") return; // the next act that finds nobody tells it again
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(), told.inMs);
  };
  return <SessionDialog told={told} email={email} doors={doors} onLook={look} onClose={close} />;
}
