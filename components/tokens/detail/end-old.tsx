"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import type { Act } from "@/components/ui/use-act";

const EndOldDialog = dynamic(() => import("./end-old-dialog").then((late) => late.EndOldDialog), { ssr: false });

type Props = { id: string; used: string; end: Act<{ name: string }> };

/** Ends the old secret of a rotation before its time. */
export function EndOld(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{en.acts.endOld}</Button>
      {open && <EndOldDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}
