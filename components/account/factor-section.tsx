"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { EnrolActs } from "@/components/auth/enrol-form";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Act } from "@/components/ui/use-act";
import type { Enrolment, FactorState, RecoveryCodes } from "@/lib/factors/view";

const EnrolForm = dynamic(() => import("@/components/auth/enrol-form").then((late) => late.EnrolForm), { ssr: false });
const FactorDialogs = dynamic(() => import("./factor-dialogs").then((late) => late.FactorDialogs), { ssr: false });

type Props = {
  state: FactorState;
  email: string;
  since: string | null;
  /** The account requires a factor, and the viewer has no other. */
  lastOne: boolean;
  acts: EnrolActs & { replace: Act<Enrolment>; renew: Act<RecoveryCodes>; remove: Act<RecoveryCodes> };
};

const words = en.factor.account;

/** The viewer's authenticator app: whether there is one, and what can be done about it. */
export function FactorSection({ state, email, since, lastOne, acts }: Props) {
  const [open, setOpen] = useState<"enrol" | "replace" | "renew" | "remove" | null>(null);
  const router = useRouter();
  const close = () => {
    setOpen(null);
    router.refresh();
  };
  return (
    <>
      <p className="text-text-muted">
        {since === null ? words.none : words.since(since)}{" "}
        {since === null ? words.why : words.left(state.recoveryCodes)}
      </p>
      <div className="flex flex-wrap gap-2">
        {since === null ? (
          <Button onClick={() => setOpen("enrol")}>{words.setUp}</Button>
        ) : (
          <>
            <Button onClick={() => setOpen("replace")}>{words.replace}</Button>
            <Button onClick={() => setOpen("renew")}>{words.renew}</Button>
            <Button
              disabled={lastOne}
              aria-describedby={lastOne ? "last-factor" : undefined}
              onClick={() => setOpen("remove")}
            >
              {words.remove}
            </Button>
          </>
        )}
      </div>
      {since !== null && lastOne && (
        <p id="last-factor" className="text-xs text-text-subtle">
          {words.lastOne}
        </p>
      )}
      {open === "enrol" && (
        <Dialog title={words.setUp} width={420} onLeave={close}>
          <EnrolForm email={email} acts={acts} intro={words.intro} onDone={close} />
        </Dialog>
      )}
      {open !== null && open !== "enrol" && <FactorDialogs dialog={open} acts={acts} onClose={close} />}
    </>
  );
}
