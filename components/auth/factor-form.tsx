"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { askDevice, type PasskeyDoor } from "@/components/passkeys/ask-device";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type Act, NO_TROUBLE, useAct } from "@/components/ui/use-act";
import type { ProofKind } from "@/lib/factors/view";
import { CodeForm } from "./code-form";

type Props = {
  kinds: readonly ProofKind[];
  pass: Act<null>;
  /** Null where passkeys do not work. */
  passkey: PasskeyDoor | null;
  onPassed: () => void;
  /** Begins anew, once it took too long or too much of it was wrong. */
  onLate: () => void;
};

/** The second factor: a code of the app, a passkey, or one of the codes for when they are lost. */
export function FactorForm({ kinds, pass, passkey, onPassed, onLate }: Props) {
  const [kind, setKind] = useState<ProofKind>(kinds.find((each) => each === "totp") ?? kinds[0] ?? "recovery");
  const [late, setLate] = useState(false);
  const [asking, setAsking] = useState(false);
  const { run, busy, trouble, setTrouble } = useAct(pass);
  const show = async (proof: object) => {
    const passed = await run({ proof: { kind, ...proof } }, ({ kind: why }) => {
      setLate(why === "unauthenticated");
      return why === "unauthenticated";
    });
    if (passed) onPassed();
    return passed !== null;
  };
  const showPasskey = async () => {
    setTrouble(NO_TROUBLE);
    setAsking(true);
    const assertion = passkey === null ? en.passkeys.notNow : await askDevice(passkey, {});
    setAsking(false);
    if (typeof assertion === "string") setTrouble({ sentence: assertion, fields: {} });
    else await show({ assertion });
  };
  if (late)
    return (
      <div className="flex flex-col gap-4">
        <Callout tone="danger" role="alert">
          {en.factor.late}
        </Callout>
        <Button look="primary" onClick={onLate} className="h-9">
          {en.factor.again}
        </Button>
      </div>
    );
  const errors = [trouble.sentence ?? "", ...Object.values(trouble.fields).flat()].filter(Boolean);
  return (
    <div className="flex flex-col gap-4">
      {errors.length > 0 && (
        <Callout tone="danger" role="alert">
          {errors.join(" ")}
        </Callout>
      )}
      {kind === "passkey" ? (
        <Button
          look="primary"
          busy={busy || asking}
          onClick={() => void showPasskey()}
          icon={<KeyRound aria-hidden className="size-4" />}
          className="h-9"
        >
          {en.passkeys.use}
        </Button>
      ) : (
        <CodeForm key={kind} kind={kind} busy={busy} onCode={(code) => show({ code })} />
      )}
      {kinds
        .filter((other) => other !== kind)
        .map((other) => (
          <Button
            key={other}
            onClick={() => {
              setKind(other);
              setTrouble(NO_TROUBLE);
            }}
            className="h-9"
          >
            {en.factor.use[other]}
          </Button>
        ))}
    </div>
  );
}
