"use client";

import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { SIGNED_OUT } from "@/components/ui/signed-out";
import { useToast } from "@/components/ui/toast";
import { CONFIRMED, NOT_CONFIRMED, type ProofWays } from "@/lib/proofs/view";
import { ProofDialog, type ProofDoors } from "./proof-dialog";

type Props = {
  doors: ProofDoors;
  email: string;
  /** How the address ended by which somebody came back from the issuer; empty if they did not. */
  end: string;
  onAnswer: (proven: boolean) => void;
};

/** Finds the ways that the member has at this moment, then asks by them. Whoever comes back from the issuer is told once what came of it. */
export function Proof({ doors, email, end, onAnswer }: Props) {
  const [ways, setWays] = useState<ProofWays | null>(null);
  const toast = useToast();
  const isBegun = useRef(false);
  useEffect(() => {
    if (isBegun.current) return;
    isBegun.current = true;
    if (end !== "") history.replaceState(null, "", location.pathname + location.search);
    if (end === CONFIRMED) {
      toast(en.session.confirmed);
      return onAnswer(true);
    }
    const find = async () => {
      const found = await doors.ways({}).catch(() => null);
      if (found?.ok) return setWays(found.value);
      if (found?.error.kind === "unauthenticated") window.dispatchEvent(new Event(SIGNED_OUT));
      onAnswer(false);
    };
    void find();
  }, [doors, end, onAnswer, toast]);
  const why = end.startsWith(NOT_CONFIRMED) ? end.slice(NOT_CONFIRMED.length) : "";
  return ways && <ProofDialog email={email} ways={ways} why={why} doors={doors} onAnswer={onAnswer} />;
}
