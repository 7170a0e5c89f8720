"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { answerProofs } from "@/components/ui/confirm-self";
import type { ProofDoors } from "./proof-dialog";

const Proof = dynamic(() => import("./proof").then((late) => late.Proof), { ssr: false });

/**
 * What asks who is there when an act takes a late proof of it, and tells what came of one that led through the issuer; null while nothing
 * is asked. All that says anything is loaded by whoever is asked; acts that ask together are answered together.
 */
export function useProofs(doors: ProofDoors, email: string): ReactNode {
  const waiting = useRef<((proven: boolean) => void)[]>([]);
  const [end, setEnd] = useState<string | null>(null);
  useEffect(() => {
    if (/^#(not-)?confirmed/.test(location.hash)) setEnd(location.hash);
    return answerProofs((answer) => {
      waiting.current.push(answer);
      setEnd("");
    });
  }, []);
  const answered = (proven: boolean) => {
    setEnd(null);
    for (const answer of waiting.current.splice(0)) answer(proven);
  };
  return end === null ? null : <Proof doors={doors} email={email} end={end} onAnswer={answered} />;
}
