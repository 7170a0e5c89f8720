"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { zoneIsChosen } from "@/components/ui/display";
import { keepDisplay } from "@/components/ui/keep-display";

/** Tells the server the browser's time zone, once, unless the viewer chose another: from then on it writes times as the viewer reads them. */
export function ZoneKeeper({ zone }: { zone: string }) {
  const router = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === zone || zoneIsChosen(document.cookie)) return;
    keepDisplay("zone", own);
    router.refresh();
  }, [zone, router]);
  return null;
}
