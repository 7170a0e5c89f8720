"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Act } from "@/components/ui/use-act";
import type { NamedMember, TokenView } from "@/lib/tokens/view";
import type { Rotated } from "../rotate-dialog";
import type { TokenAct } from "./acts";

const PauseDialog = dynamic(() => import("../pause-dialog").then((late) => late.PauseDialog), { ssr: false });
const RotateDialog = dynamic(() => import("../rotate-dialog").then((late) => late.RotateDialog), { ssr: false });
const RevokeDialog = dynamic(() => import("../revoke-dialog").then((late) => late.RevokeDialog), { ssr: false });
const ExpiryDialog = dynamic(() => import("./expiry-dialog").then((late) => late.ExpiryDialog), { ssr: false });

const CaretakerDialog = dynamic(() => import("./caretaker-dialog").then((late) => late.CaretakerDialog), {
  ssr: false,
});

type Doors = {
  readonly update: Act<{ name: string }>;
  readonly rotate: Act<Rotated>;
  readonly pause: Act<{ name: string }>;
  readonly resume: Act<{ name: string }>;
  readonly revoke: Act<{ name: string }>;
  readonly caretaker: Act<{ name: string }>;
  readonly caretakers: Act<NamedMember[]>;
};

type Open = { readonly act: TokenAct | null; readonly begin: (act: TokenAct) => void; readonly end: () => void };
const OpenContext = createContext<Open>({ act: null, begin: () => {}, end: () => {} });

/** Which act on the page's token is under way, and how one begins and ends. */
export function useTokenAct(): Open {
  return useContext(OpenContext);
}

type Props = {
  token: TokenView;
  viewerId: string;
  now: number;
  zone: string;
  doors: Doors;
  /** The act that the address asks for. */
  asked: TokenAct | null;
  children: ReactNode;
};

/** Every dialog of a token's page, each loaded when it is opened: by a button anywhere on the page, or by the address. */
export function TokenDialogs({ token, viewerId, now, zone, doors, asked, children }: Props) {
  const [act, setAct] = useState<TokenAct | null>(null);
  /** What the address began. Only that ends when the address no longer asks for it: another may have begun meanwhile. */
  const byAddress = useRef<TokenAct | null>(null);
  useEffect(() => {
    const before = byAddress.current;
    byAddress.current = asked;
    setAct((current) => asked ?? (current === before ? null : current));
  }, [asked]);
  const open = useMemo<Open>(
    () => ({
      act,
      begin: setAct,
      end: () => {
        setAct((current) => (current === act ? null : current)); // another may have begun while this one was saved
        byAddress.current = null;
        // A reload of what is done does not ask for it again.
        const { pathname, search } = window.location;
        const left = new URLSearchParams(search);
        if (!left.has("act")) return;
        left.delete("act");
        window.history.replaceState(null, "", left.size > 0 ? `${pathname}?${left}` : pathname);
      },
    }),
    [act],
  );
  const common = { token, onClose: open.end };
  return (
    <OpenContext value={open}>
      {children}
      {act === "pause" && <PauseDialog {...common} pause={doors.pause} resume={doors.resume} />}
      {act === "rotate" && <RotateDialog {...common} now={now} zone={zone} rotate={doors.rotate} />}
      {act === "expiry" && <ExpiryDialog {...common} now={now} zone={zone} update={doors.update} />}
      {act === "caretaker" && (
        <CaretakerDialog {...common} viewerId={viewerId} caretakers={doors.caretakers} name={doors.caretaker} />
      )}
      {act === "revoke" && (
        <RevokeDialog {...common} viewerId={viewerId} now={now} revoke={doors.revoke} pause={doors.pause} />
      )}
    </OpenContext>
  );
}
