"use client";

import { useState } from "react";
import { CodeList } from "@/components/auth/code-list";
import { KeyStep } from "@/components/auth/key-step";
import * as en from "@/components/messages/en";
import { Dialog } from "@/components/ui/dialog";
import type { Act } from "@/components/ui/use-act";
import type { Enrolment, RecoveryCodes } from "@/lib/factors/view";
import { ProvenForm } from "./proven-form";

type Acts = {
  readonly confirm: Act<RecoveryCodes>;
  readonly replace: Act<Enrolment>;
  readonly renew: Act<RecoveryCodes>;
  readonly remove: Act<RecoveryCodes>;
};
type Props = { dialog: "replace" | "renew" | "remove"; acts: Acts; onClose: () => void };

const words = en.factor.account;

/** The dialogs on a second factor that is there: each takes a fresh code of it. */
export function FactorDialogs({ dialog, acts, onClose }: Props) {
  switch (dialog) {
    case "replace":
      return <ReplaceDialog acts={acts} onClose={onClose} />;
    case "renew":
      return <RenewDialog renew={acts.renew} onClose={onClose} />;
    case "remove":
      return (
        <Dialog title={words.removeTitle} width={420} onLeave={onClose}>
          <ProvenForm
            body={words.removeBody}
            submit={words.remove}
            danger
            act={acts.remove}
            onProven={onClose}
            onClose={onClose}
          />
        </Dialog>
      );
  }
}

/** A proof of the old app, then the key of the new one, then new recovery codes. */
function ReplaceDialog({ acts, onClose }: Omit<Props, "dialog">) {
  const [shown, setShown] = useState<Enrolment | null>(null);
  return (
    <Dialog title={words.replaceTitle} width={420} onLeave={onClose}>
      {shown ? (
        <KeyStep shown={shown} submit={words.replaceSubmit} confirm={acts.confirm} onDone={onClose} />
      ) : (
        <ProvenForm
          body={words.replaceBody}
          submit={en.factor.enrol.begin}
          act={acts.replace}
          onProven={setShown}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

function RenewDialog({ renew, onClose }: { renew: Act<RecoveryCodes>; onClose: () => void }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <Dialog title={words.renew} width={420} onLeave={onClose}>
      {codes ? (
        <CodeList codes={codes} onDone={onClose} />
      ) : (
        <ProvenForm
          body={words.renewBody}
          submit={words.renew}
          act={renew}
          onProven={(value) => setCodes(value.codes)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
