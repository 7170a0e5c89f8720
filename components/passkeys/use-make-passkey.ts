"use client";

import { useState } from "react";
import { NO_TROUBLE, useAct } from "@/components/ui/use-act";
import type { MakingActs } from "./acts";
import { noPasskeyText } from "./no-passkey-text";

/** Has the browser make a passkey and keeps it; `make` answers its name, or null where there is none, with the trouble in words. */
export function useMakePasskey(acts: MakingActs) {
  const begin = useAct(acts.begin);
  const add = useAct(acts.add);
  const [making, setMaking] = useState(false);
  const make = async (asked: unknown, name: string): Promise<string | null> => {
    add.setTrouble(NO_TROUBLE);
    const begun = await begin.run(asked);
    if (!begun) return null;
    setMaking(true);
    const { makePasskey } = await import("./device");
    const attestation = await makePasskey(begun.value);
    setMaking(false);
    if ("why" in attestation) {
      begin.setTrouble({ sentence: noPasskeyText(attestation), fields: {} });
      return null;
    }
    return (await add.run({ name, attestation }))?.value.name ?? null;
  };
  const trouble = add.trouble.sentence === null ? begin.trouble : add.trouble;
  return { make, busy: begin.busy || making || add.busy, trouble };
}
