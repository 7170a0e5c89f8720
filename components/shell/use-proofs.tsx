"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { answerProofs } from "@/components/ui/confirm-self";
import { SIGNED_OUT } from "@/components/ui/signed-out";
import { useToast } from "@/components/ui/toast";
import { CONFIRMED, NOT_CONFIRMED, type ProofWays } from "@/lib/proofs/view";
import type { ProofDoors } from "./proof-dialog";

const ProofDialog = dynamic(() => import("./proof-dialog").then((late) => late.ProofDialog), { ssr: false });

/**
 * Asks who is there when an act takes a late proof of it, by the ways that the member has at that moment; acts that ask together are
 * answered together. Somebody who comes back from the issuer hears what came of it. The dialog, or null while nothing is asked.
 */
export function useProofs(doors: ProofDoors, email: string): ReactNode {
  const [asked, setAsked] = useState<{ ways: ProofWays; why: string } | null>(null);
  const waiting = useRef<((proven: boolean) => void)[]>([]);
  const toast = useToast();
  const answer = useCallback((proven: boolean) => {
    setAsked(null);
    for (const each of waiting.current.splice(0)) each(proven);
  }, []);
  const ask = useCallback(
    async (why: string) => {
      const found = await doors.ways({}).catch(() => null);
      if (found?.ok) return setAsked({ ways: found.value, why });
      if (found?.error.kind === "unauthenticated") window.dispatchEvent(new Event(SIGNED_OUT));
      answer(false);
    },
    [doors.ways, answer],
  );
  useEffect(
    () =>
      answerProofs((each) => {
        waiting.current.push(each);
        if (waiting.current.length === 1) void ask("");
      }),
    [ask],
  );
  useEffect(() => {
    const { hash, pathname, search } = location;
    if (hash !== CONFIRMED && !hash.startsWith(NOT_CONFIRMED)) return;
    history.replaceState(null, "", pathname + search); // told once
    if (hash === CONFIRMED) toast(en.session.confirmed);
    else void ask(hash.slice(NOT_CONFIRMED.length));
  }, [ask, toast]);
  return asked && <ProofDialog email={email} {...asked} doors={doors} onAnswer={answer} />;
}
