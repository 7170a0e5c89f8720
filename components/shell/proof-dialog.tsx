"use client";

import { type ReactNode, useEffect, useId, useState } from "react";
import { OtherWays } from "@/components/auth/other-ways";
import * as en from "@/components/messages/en";
import type { PasskeyDoor } from "@/components/passkeys/ask-device";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, NO_TROUBLE, useAct } from "@/components/ui/use-act";
import type { Refusal } from "@/lib/core/refusal";
import type { ProveAgainInput } from "@/lib/proofs/input";
import type { ProofWays } from "@/lib/proofs/view";
import { ProofByIssuer } from "./proof-by-issuer";
import { ProofByPasskey } from "./proof-by-passkey";
import { ProofByPassword } from "./proof-by-password";

/** What asks for a proof of who is there, and what takes one. */
export type ProofDoors = {
  readonly ways: Act<ProofWays>;
  readonly prove: Act<null>;
  readonly ticket: Act<{ ticket: string }>;
  /** Null where passkeys do not work. */
  readonly passkey: PasskeyDoor | null;
};

type Props = {
  email: string;
  ways: ProofWays;
  /** Why they are back from the issuer, as the address had it; empty if they are not. */
  why: string;
  doors: ProofDoors;
  onAnswer: (proven: boolean) => void;
};

/** An act takes a late proof of who is there, over the page as it stands: by one of the ways by which this member signs in. */
export function ProofDialog({ email, ways, why, doors, onAnswer }: Props) {
  const { run, busy, trouble, setTrouble } = useAct(doors.prove);
  const [way, setWay] = useState("");
  const form = useId();
  const { issuer } = ways;
  useEffect(() => {
    const sentence = issuer === null ? undefined : REASONS.get(why)?.(issuer);
    if (sentence !== undefined) setTrouble({ sentence, fields: {} });
  }, [why, issuer, setTrouble]);
  const leave = () => onAnswer(false);
  const say = (sentence: string | null) => setTrouble(sentence === null ? NO_TROUBLE : { sentence, fields: {} });
  const prove = async (proof: ProveAgainInput) => {
    setWay(proof.way);
    let refused: Refusal["kind"] | null = null;
    const proven = await run(proof, ({ kind }) => {
      refused = kind;
      if (kind === "unauthenticated") leave(); // the session ended meanwhile: that is asked about next
      if (kind === "wrong_password") say(en.session.wrong);
      return kind === "wrong_password";
    });
    if (proven) onAnswer(true);
    return refused;
  };
  const passkey = ways.passkey && doors.passkey?.origin === location.origin ? doors.passkey : null;
  const others = passkey !== null || issuer !== null;
  const words = en.session;
  return (
    <Dialog title={words.confirm} width={440} onLeave={leave}>
      <p className="wrap-anywhere text-text-muted">{ways.password || others ? words.why(email) : words.noWay}</p>
      <TroubleNote trouble={trouble} />
      {ways.password && (
        <ProofByPassword id={form} email={email} codes={ways.codes} busy={busy} trouble={trouble} onProof={prove} />
      )}
      {others && (
        <Others besides={ways.password}>
          {passkey && (
            <ProofByPasskey
              door={passkey}
              first={!ways.password}
              busy={busy && way === "passkey"}
              onSay={say}
              onProof={prove}
            />
          )}
          {issuer !== null && <ProofByIssuer name={issuer} ticket={doors.ticket} onSay={say} onLeave={leave} />}
        </Others>
      )}
      <DialogActions>
        <Button onClick={leave}>{ways.password || others ? en.common.cancel : en.common.close}</Button>
        {ways.password && (
          <Button type="submit" form={form} look="primary" busy={busy && way === "password"}>
            {words.proceed}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

const REASONS: ReadonlyMap<string, (name: string) => string> = new Map(Object.entries(en.session.issuer));

function Others({ besides, children }: { besides: boolean; children: ReactNode }) {
  return besides ? <OtherWays>{children}</OtherWays> : <div className="flex flex-col gap-4">{children}</div>;
}
