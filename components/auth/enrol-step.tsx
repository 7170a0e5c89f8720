"use client";

import * as en from "@/components/messages/en";
import { type EnrolActs, EnrolForm } from "./enrol-form";
import { signOut } from "./sign-in";

type Props = { email: string; has: boolean; intro: string; next: string; acts: EnrolActs };

/** Setting up a second factor because the account requires it; what is shown once stays until the person goes on. */
export function EnrolStep({ email, has, intro, next, acts }: Props) {
  const leave = async () => {
    await signOut().catch(() => null);
    location.assign("/sign-in");
  };
  return (
    <>
      <EnrolForm email={email} acts={acts} has={has} intro={intro} onDone={() => location.assign(next)} />
      <p className="text-xs text-text-subtle">
        {en.factor.signedInAs(email)}{" "}
        <button type="button" onClick={() => void leave()} className="text-accent underline">
          {en.factor.signOut}
        </button>
      </p>
    </>
  );
}
