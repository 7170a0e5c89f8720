"use client";

import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { askIssuer } from "./sign-in";

/** The way to sign in at the issuer that people call `name`; `next` is a path of this site to come back to. */
export function IssuerButton({ name, next }: { name: string; next: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    const back = () => setBusy(false); // a page that comes back as it was left is no longer on its way
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await askIssuer(next);
    if (typeof answer === "object") return location.assign(answer.to);
    setProblem(answer === "offline" ? en.common.offline : en.signIn.unreachable(name));
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-4">
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
      <Button busy={busy} onClick={() => void go()} className="h-9">
        {en.signIn.continueWith(name)}
      </Button>
    </div>
  );
}
