import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import type { Trouble } from "@/components/ui/use-act";
import { PASSKEY_NAME_MAX } from "@/lib/passkeys/limits";

type Props = {
  before: string;
  help?: string;
  submit: string;
  busy: boolean;
  trouble: Trouble;
  onName: (name: string) => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
};

/** In a dialog, how a passkey is called. */
export function PasskeyNameForm({ before, help, submit, busy, trouble, onName, onClose, children }: Props) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void onName(String(new FormData(event.currentTarget).get("name")));
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      {children}
      <TroubleNote trouble={trouble} />
      <TextField
        label={en.passkeys.name}
        name="name"
        {...(help && { help })}
        errors={trouble.fields["name"]}
        defaultValue={before}
        maxLength={PASSKEY_NAME_MAX}
        autoComplete="off"
        dir="auto"
        data-autofocus
      />
      <DialogActions>
        <Button onClick={onClose}>{en.common.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  );
}
