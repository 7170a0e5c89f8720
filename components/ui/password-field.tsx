"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import * as en from "@/components/messages/en";
import { Field, INPUT } from "./field";

type Props = {
  label: string;
  name: string;
  autoComplete: "current-password" | "new-password";
  help?: ReactNode;
  errors?: readonly string[] | undefined;
};

/** A password that can be shown, pasted and filled in by a manager. */
export function PasswordField({ label, name, autoComplete, help, errors }: Props) {
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  return (
    <Field label={label} help={capsLock ? en.common.capsLock : help} errors={errors}>
      {(tie) => (
        <div className="relative">
          <input
            {...tie}
            name={name}
            type={shown ? "text" : "password"}
            autoComplete={autoComplete}
            spellCheck={false}
            required
            maxLength={256}
            className={`${INPUT} pe-10`}
            onKeyUp={(event) => setCapsLock(event.getModifierState("CapsLock"))}
          />
          <button
            type="button"
            aria-label={shown ? en.common.hidePassword : en.common.showPassword}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 end-1 grid w-7 place-items-center rounded-sm text-text-muted hover:bg-hover"
          >
            {shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          </button>
        </div>
      )}
    </Field>
  );
}
