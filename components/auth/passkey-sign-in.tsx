"use client";

import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { noPasskeyText } from "@/components/passkeys/no-passkey-text";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { Act } from "@/components/ui/use-act";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { csrfToken, send } from "./sign-in";
import { problemText } from "./sign-in-form";

type Asks = Act<PublicKeyCredentialRequestOptionsJSON>;
type Props = { origin: string; next: string; ask: Asks };

/** Another way in, for whoever has a passkey. What shows it to the browser is loaded with the first press. */
export function PasskeySignIn({ origin, next, ask }: Props) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signIn = async () => {
    setBusy(true);
    setProblem(null);
    const why =
      location.origin === origin
        ? await tryPasskey(ask).catch(() => en.common.offline)
        : `${en.passkeys.elsewhere} ${origin}`;
    if (why === null) return location.assign(next);
    setProblem(why);
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-3">
      <p
        aria-hidden
        className="flex items-center gap-3 text-xs text-text-subtle before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line"
      >
        {en.passkeys.or}
      </p>
      <Button
        busy={busy}
        onClick={() => void signIn()}
        icon={<KeyRound aria-hidden className="size-4" />}
        className="h-9"
      >
        {en.passkeys.signIn}
      </Button>
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
    </div>
  );
}

/** Null once this browser is signed in, else why it is not. */
async function tryPasskey(ask: Asks): Promise<string | null> {
  const token = await csrfToken();
  const asked = await ask({ csrfToken: token });
  if (!asked.ok) return refusalSentence(asked.error);
  const { showPasskey } = await import("@/components/passkeys/device");
  const shown = await showPasskey(asked.value);
  if ("why" in shown) return noPasskeyText(shown);
  const answer = await send("passkey", { ...shown, csrfToken: token });
  if (answer.ok) return null;
  return answer.reason === "wrong_password" ? en.passkeys.refused : problemText(answer);
}
