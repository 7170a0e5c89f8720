"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { keepDisplay } from "@/components/ui/keep-display";

/** Tells the server the browser's time zone, once: from then on it writes times as the viewer reads them. */
export function ZoneKeeper({ zone }: { zone: string }) {
  const router = useRouter();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === zone) return;
    keepDisplay("zone", own);
    router.refresh();
  }, [zone, router]);
  return null;
}
