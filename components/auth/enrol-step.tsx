"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import type { MakingActs } from "@/components/passkeys/acts";
import { usePasskeysHere } from "@/components/passkeys/use-passkeys-here";
import { Button } from "@/components/ui/button";
import type { PasskeySite } from "@/lib/passkeys/view";
import { type EnrolActs, EnrolForm } from "./enrol-form";
import { FirstFactor } from "./first-factor";
import { signOut } from "./sign-in";

type Props = {
  email: string;
  /** It is set up already, by this browser or another. */
  has: boolean;
  /** Whether the account requires it, or somebody came by themselves. */
  required: boolean;
  next: string;
  acts: EnrolActs;
  passkey: MakingActs & { site: PasskeySite };
};

const words = en.factor.enrol;

/** Setting up a second factor because the account requires it: an app, or a passkey where they work. */
export function EnrolStep({ email, has, required, next, acts, passkey }: Props) {
  const { site, ...making } = passkey;
  const [had] = useState(has); // what is shown once stays, though by then they have one
  // Whoever comes by themselves finds passkeys on their account page.
  const either = usePasskeysHere(site) === "yes" && required;
  const intro = required ? words.required[either ? "either" : "app"] : en.factor.account.intro;
  const leave = async () => {
    await signOut().catch(() => null);
    location.assign("/sign-in");
  };
  const goOn = () => location.assign(next);
  const asked = { email, acts, intro, onDone: goOn };
  return (
    <>
      {had ? (
        <>
          <p className="text-text-muted">{words.there}</p>
          <Button look="primary" onClick={goOn} className="h-9">
            {words.goOn}
          </Button>
        </>
      ) : either ? (
        <FirstFactor {...asked} passkey={making} />
      ) : (
        <EnrolForm {...asked} />
      )}
      <p className="text-xs text-text-subtle">
        {en.factor.signedInAs(email)}{" "}
        <button type="button" onClick={() => void leave()} className="text-accent underline">
          {en.factor.signOut}
        </button>
      </p>
    </>
  );
}
