"use client";

import { useEffect, useId, useState } from "react";
import { askIssuer } from "@/components/auth/sign-in";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { type Act, useAct } from "@/components/ui/use-act";

type Props = {
  name: string;
  ticket: Act<{ ticket: string }>;
  onSay: (sentence: string | null) => void;
  onLeave: () => void;
};

/** The way through the issuer that people call `name`: they sign in there anew and come back to this page, which forgets what was typed. */
export function ProofByIssuer({ name, ticket, onSay, onLeave }: Props) {
  const [going, setGoing] = useState(false);
  const { run } = useAct(ticket);
  const note = useId();
  useEffect(() => {
    const back = () => setGoing(false); // a page that comes back as it was left is no longer on its way
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
  const go = async () => {
    onSay(null);
    setGoing(true);
    const asked = await run({}, ({ kind }) => {
      if (kind === "unauthenticated") onLeave(); // the session ended meanwhile: that is asked about next
      return true;
    });
    const answer = asked ? await askIssuer(location.pathname + location.search, { proof: asked.value.ticket }) : null;
    if (answer !== null && typeof answer === "object") return location.assign(answer.to);
    setGoing(false);
    if (answer !== null) onSay(answer === "offline" ? en.common.offline : en.session.unreachable(name));
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Button busy={going} onClick={() => void go()} aria-describedby={note} className="h-9">
        {en.signIn.continueWith(name)}
      </Button>
      <p id={note} className="text-xs text-text-subtle">
        {en.session.byIssuer(name)}
      </p>
    </div>
  );
}
