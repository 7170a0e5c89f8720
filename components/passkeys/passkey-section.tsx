"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import type { PasskeySite, PasskeyView } from "@/lib/passkeys/view";
import type { PasskeyActs } from "./acts";
import { NotHere } from "./not-here";
import { PasskeyRow } from "./passkey-row";
import { usePasskeysHere } from "./use-passkeys-here";

const AddDialog = dynamic(() => import("./add-passkey-dialog").then((late) => late.AddPasskeyDialog), { ssr: false });
const RenameDialog = dynamic(() => import("./rename-passkey-dialog").then((late) => late.RenamePasskeyDialog), {
  ssr: false,
});
const RemoveDialog = dynamic(() => import("./remove-passkey-dialog").then((late) => late.RemovePasskeyDialog), {
  ssr: false,
});

type Props = { passkeys: readonly PasskeyView[]; site: PasskeySite; acts: PasskeyActs; now: number; zone: string };
type Open = "none" | "add" | { readonly act: "rename" | "remove"; readonly passkey: PasskeyView };

/** The viewer's passkeys: added, told apart, removed. */
export function PasskeySection({ passkeys, site, acts, now, zone }: Props) {
  const [open, setOpen] = useState<Open>("none");
  const here = usePasskeysHere(site);
  const close = () => setOpen("none");
  const words = en.passkeys;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-text-muted">{words.intro}</p>
      {passkeys.length > 0 && (
        <ul aria-label={words.title} className="rounded-lg border border-line">
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              now={now}
              zone={zone}
              onAct={(act) => setOpen({ act, passkey })}
            />
          ))}
        </ul>
      )}
      {here === "yes" ? (
        <div>
          <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setOpen("add")}>
            {words.add}
          </Button>
        </div>
      ) : (
        <NotHere site={site} why={here} />
      )}
      {open === "add" && <AddDialog acts={acts} onClose={close} />}
      {typeof open === "object" && open.act === "rename" && (
        <RenameDialog passkey={open.passkey} rename={acts.rename} onClose={close} />
      )}
      {typeof open === "object" && open.act === "remove" && (
        <RemoveDialog passkey={open.passkey} remove={acts.remove} onClose={close} />
      )}
    </div>
  );
}
