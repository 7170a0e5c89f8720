"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { askDevice, type PasskeyDoor } from "@/components/passkeys/ask-device";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { csrfToken, send } from "./sign-in";
import { problemText } from "./sign-in-form";

/** Another way in, for whoever has a passkey; `next` is a path of this site to go on to. */
export function PasskeySignIn({ door, next }: { door: PasskeyDoor; next: string }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = async () => {
    setBusy(true);
    setProblem(null);
    const why = await tryPasskey(door).catch(() => en.common.offline);
    if (why === null) return location.assign(next);
    setProblem(why);
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-4">
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
      <Button
        busy={busy}
        onClick={() => void signIn()}
        icon={<KeyRound aria-hidden className="size-4" />}
        className="h-9"
      >
        {en.passkeys.use}
      </Button>
    </div>
  );
}

/** Null once this browser is signed in, else why it is not. */
async function tryPasskey(door: PasskeyDoor): Promise<string | null> {
  const token = await csrfToken();
  const shown = await askDevice(door, { csrfToken: token });
  if (typeof shown === "string") return shown;
  const answer = await send("passkey", { ...shown, csrfToken: token });
  if (answer.ok) return null;
  return answer.reason === "wrong_password" ? en.passkeys.refused : problemText(answer);
}
