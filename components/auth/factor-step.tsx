"use client";

import * as en from "@/components/messages/en";
import type { PasskeyDoor } from "@/components/passkeys/ask-device";
import type { Act } from "@/components/ui/use-act";
import type { ProofKind } from "@/lib/factors/view";
import { FactorForm } from "./factor-form";
import { signOut } from "./sign-in";

type Props = { email: string; kinds: readonly ProofKind[]; next: string; pass: Act<null>; passkey: PasskeyDoor | null };

/** The second step on the page for signing in; `next` is a path of this site to go on to. */
export function FactorStep({ email, next, ...form }: Props) {
  const again = async () => {
    await signOut().catch(() => null);
    location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
  };
  return (
    <>
      <p className="wrap-anywhere text-text-muted">{en.factor.signingInAs(email)}</p>
      <FactorForm {...form} onPassed={() => location.assign(next)} onLate={() => void again()} />
      <p className="text-xs text-text-subtle">
        {en.factor.lost}{" "}
        <button type="button" onClick={() => void again()} className="text-accent underline">
          {en.factor.other}
        </button>
      </p>
    </>
  );
}
