"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { askDevice, type PasskeyDoor } from "@/components/passkeys/ask-device";
import { Button } from "@/components/ui/button";
import type { ProveAgainInput } from "@/lib/proofs/input";

type Props = {
  door: PasskeyDoor;
  /** It is the first thing that is offered. */
  first: boolean;
  busy: boolean;
  onSay: (sentence: string | null) => void;
  onProof: (proof: ProveAgainInput) => Promise<unknown>;
};

/** One of their passkeys, unlocked: enough alone. */
export function ProofByPasskey({ door, first, busy, onSay, onProof }: Props) {
  const [asking, setAsking] = useState(false);
  const show = async () => {
    onSay(null);
    setAsking(true);
    const assertion = await askDevice(door, {});
    setAsking(false);
    if (typeof assertion === "string") onSay(assertion);
    else await onProof({ way: "passkey", assertion });
  };
  return (
    <Button
      look={first ? "primary" : "secondary"}
      busy={asking || busy}
      onClick={() => void show()}
      icon={<KeyRound aria-hidden className="size-4" />}
      className="h-9"
      {...(first && { "data-autofocus": true })}
    >
      {en.passkeys.use}
    </Button>
  );
}
