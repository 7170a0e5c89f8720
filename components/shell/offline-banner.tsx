"use client";

import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { UNREACHABLE_EVENT } from "@/components/ui/unreachable";

const AGAIN_MS = 5000;

const DOUBTS = ["offline", UNREACHABLE_EVENT];

/** Says that the server cannot be reached, until it can: what is on the page stays to be read. */
export function OfflineBanner() {
  const [away, setAway] = useState(false);
  useEffect(() => {
    // Asked rather than believed: an act also fails where the server is there and broke.
    const doubt = () => void isThere().then((there) => setAway(!there));
    for (const kind of DOUBTS) window.addEventListener(kind, doubt);
    return () => {
      for (const kind of DOUBTS) window.removeEventListener(kind, doubt);
    };
  }, []);
  useEffect(() => {
    if (!away) return;
    const ask = () => void isThere().then((there) => there && setAway(false));
    const timer = setInterval(ask, AGAIN_MS);
    window.addEventListener("online", ask);
    window.addEventListener("click", keepPage, { capture: true });
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", ask);
      window.removeEventListener("click", keepPage, { capture: true });
    };
  }, [away]);
  return (
    <div role="status" className="fixed inset-x-0 top-0 z-40">
      {away && (
        <p className="flex items-center justify-center gap-2 bg-warning-bg px-4 py-2 text-warning-text shadow-pop">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {en.errors.offline}
        </p>
      )}
    </div>
  );
}

async function isThere(): Promise<boolean> {
  const answer = await fetch("/livez", { cache: "no-store" }).catch(() => null);
  return answer?.ok === true;
}

/** A link followed without a server would put the browser's error in the place of what can still be read. */
function keepPage(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link?.origin !== location.origin || link.hash !== "") return;
  event.preventDefault();
  event.stopPropagation();
}
