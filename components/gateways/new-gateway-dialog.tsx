"use client";

import { type FormEvent, useState } from "react";
import * as en from "@/components/messages/en";
import { useRevealing, useShowSecret } from "@/components/tokens/secret-provider";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";
import { GATEWAY_NAME_MAX } from "@/lib/gateways/limits";
import type { AsksBy } from "@/lib/gateways/view";

const WAYS = [
  { value: "routes", label: en.gateways.saysRoutes, help: en.gateways.saysRoutesHelp },
  { value: "names", label: en.gateways.saysNames, help: en.gateways.saysNamesHelp },
] as const;

type Props = { create: Act<{ name: string; credential: string }>; onClose: () => void };

/** Makes a gateway and hands its credential to the dialog that shows it once. */
export function NewGatewayDialog({ create, onClose }: Props) {
  const { run, busy, trouble } = useAct(useRevealing(create, "credential"));
  const [asksBy, setAsksBy] = useState<AsksBy>("routes");
  const show = useShowSecret();
  const words = en.gateways;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const made = await run({ name: String(new FormData(event.currentTarget).get("name")), asksBy });
    if (!made) return;
    onClose();
    show({ gateway: made.value.name, credential: made.value.credential });
  };
  return (
    <Dialog title={words.newTitle} onLeave={onClose}>
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TroubleNote trouble={trouble} />
        <TextField
          label={words.name}
          name="name"
          help={words.nameHelp}
          errors={trouble.fields["name"]}
          maxLength={GATEWAY_NAME_MAX}
          autoComplete="off"
          dir="auto"
          data-autofocus
        />
        <fieldset className="flex flex-col gap-2">
          <legend className="pb-1.5 font-semibold">{words.says}</legend>
          {WAYS.map(({ value, label, help }) => (
            <label key={value} className="flex items-start gap-2 pointer-coarse:min-h-11">
              <input
                type="radio"
                name="asksBy"
                value={value}
                checked={asksBy === value}
                onChange={() => setAsksBy(value)}
                className="mt-0.5 size-4 shrink-0 accent-accent-solid"
              />
              <span>
                {label}
                <span className="block text-xs text-text-subtle">{help}</span>
              </span>
            </label>
          ))}
          <p className="text-xs text-text-subtle">{words.saysFixed}</p>
        </fieldset>
        <DialogActions>
          <Button onClick={onClose}>{en.common.cancel}</Button>
          <Button type="submit" look="primary" busy={busy}>
            {words.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
