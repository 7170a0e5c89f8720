"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useState } from "react";
import { FactorForm } from "@/components/auth/factor-form";
import { signIn } from "@/components/auth/sign-in";
import { problemText } from "@/components/auth/sign-in-form";
import * as en from "@/components/messages/en";
import type { PasskeyDoor } from "@/components/passkeys/ask-device";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { PasswordField } from "@/components/ui/password-field";
import type { Act } from "@/components/ui/use-act";
import type { ProofKind, SignInStep } from "@/lib/factors/view";
import type { SessionEnd } from "@/lib/sessions/view";

type Props = {
  told: SessionEnd | "over";
  email: string;
  doors: { stay: Act<SessionEnd>; step: Act<SignInStep>; pass: Act<null>; passkey: PasskeyDoor | null };
  /** Asks the server again how long there is. */
  onLook: () => Promise<void>;
  onClose: () => void;
};

/** The session ends in a moment, or has ended: how to go on without leaving the page. */
export function SessionDialog({ told, ...rest }: Props) {
  const longest = told !== "over" && told.latestInMs <= told.inMs;
  return told === "over" || longest ? <SignInAgain told={told} {...rest} /> : <Warning end={told} {...rest} />;
}

function Warning({ end, doors, onLook, onClose }: Omit<Props, "told"> & { end: SessionEnd }) {
  const left = useCountdown(end.inMs, onLook);
  const [busy, setBusy] = useState(false);
  const goOn = async () => {
    setBusy(true);
    await doors.stay({}).catch(() => null);
    await onLook();
    setBusy(false);
  };
  return (
    <Dialog title={en.session.ending} width={440} onLeave={onClose}>
      <p role="timer" className="text-text-muted">
        {en.session.left(clock(left))}
      </p>
      <DialogActions>
        <Button onClick={onClose}>{en.session.later}</Button>
        <Button look="primary" busy={busy} onClick={() => void goOn()} data-autofocus>
          {en.session.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function SignInAgain({ told, email, doors, onLook, onClose }: Props) {
  const left = useCountdown(told === "over" ? 0 : told.inMs, null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [kinds, setKinds] = useState<readonly ProofKind[] | null>(null);
  const router = useRouter();
  const over = told === "over";
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await signIn(email, String(new FormData(event.currentTarget).get("password")));
    const step = answer.ok ? await doors.step({}).catch(() => null) : null;
    setBusy(false);
    if (!answer.ok) return setProblem(problemText(answer));
    if (step?.ok && step.value.at === "proof") return setKinds(step.value.kinds);
    await goOn();
  };
  const goOn = async () => {
    onClose();
    await onLook();
    router.refresh();
  };
  if (kinds)
    return (
      <Dialog title={en.factor.title} width={440} onLeave={onClose}>
        <FactorForm
          kinds={kinds}
          pass={doors.pass}
          passkey={doors.passkey}
          onPassed={() => void goOn()}
          onLate={() => setKinds(null)}
        />
      </Dialog>
    );
  return (
    <Dialog title={over ? en.session.over : en.session.ending} width={440} onLeave={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-text-muted">{over ? en.session.again : en.session.latest(clock(left))}</p>
        {problem && (
          <Callout tone="danger" role="alert">
            {problem}
          </Callout>
        )}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <PasswordField label={en.signIn.password} name="password" autoComplete="current-password" />
        <DialogActions>
          {over && <ButtonLink href="/sign-in">{en.session.other}</ButtonLink>}
          <Button type="submit" look="primary" busy={busy}>
            {en.session.signIn}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What is left of a time, by the second; tells once when it has run out. */
function useCountdown(inMs: number, onOut: (() => Promise<void>) | null): number {
  const [until] = useState(() => performance.now() + inMs);
  const [left, setLeft] = useState(inMs);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = Math.max(until - performance.now(), 0);
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      void onOut?.();
    }, 1_000);
    return () => clearInterval(timer);
  }, [until, onOut]);
  return left;
}

/** "1:58". */
function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
