"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { EnrolActs } from "@/components/auth/enrol-form";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Act } from "@/components/ui/use-act";
import type { FactorState, RecoveryCodes } from "@/lib/factors/view";

const EnrolForm = dynamic(() => import("@/components/auth/enrol-form").then((late) => late.EnrolForm), { ssr: false });
const ProvenDialog = dynamic(() => import("./proven-dialog").then((late) => late.ProvenDialog), { ssr: false });

type Props = {
  state: FactorState;
  email: string;
  since: string | null;
  required: boolean;
  acts: EnrolActs & { renew: Act<RecoveryCodes>; remove: Act<RecoveryCodes> };
};

const words = en.factor.account;

/** The viewer's second factor: whether there is one, and what can be done about it. */
export function FactorSection({ state, email, since, required, acts }: Props) {
  const [open, setOpen] = useState<"enrol" | "renew" | "remove" | null>(null);
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
            <Button onClick={() => setOpen("renew")}>{words.renew}</Button>
            <Button onClick={() => setOpen("remove")}>{words.remove}</Button>
          </>
        )}
      </div>
      {open === "enrol" && (
        <Dialog title={words.setUp} width={420} onLeave={close}>
          <EnrolForm email={email} acts={acts} has={false} intro={words.intro} onDone={close} />
        </Dialog>
      )}
      {open === "renew" && (
        <ProvenDialog
          title={words.renew}
          body={words.renewBody}
          submit={words.renew}
          act={acts.renew}
          onClose={close}
        />
      )}
      {open === "remove" && (
        <ProvenDialog
          title={words.removeTitle}
          body={required ? words.removeRequired : words.removeBody}
          submit={words.remove}
          danger
          act={acts.remove}
          onClose={close}
        />
      )}
    </>
  );
}
