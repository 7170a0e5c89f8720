"use client";

import { useRouter } from "next/navigation";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { TroubleNote } from "@/components/ui/trouble-note";
import { type Act, useAct } from "@/components/ui/use-act";

/** Says that the secret is stored, after all. */
export function HaveIt({ id, confirm }: { id: string; confirm: Act<null> }) {
  const { run, busy, trouble } = useAct(confirm);
  const router = useRouter();
  const say = async () => {
    if (!(await run({ id }))) return;
    document.getElementById("token-name")?.focus(); // the button goes with its notice
    router.refresh();
  };
  return (
    <>
      <TroubleNote trouble={trouble} />
      <Button busy={busy} onClick={say}>
        {en.acts.haveIt}
      </Button>
    </>
  );
}
