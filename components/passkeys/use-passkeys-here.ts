"use client";

import { useSyncExternalStore } from "react";
import type { PasskeySite } from "@/lib/passkeys/view";

const never = () => () => {};

/** Whether passkeys can be made and shown on this page: a browser does so at one address alone, if it knows them at all. */
export function usePasskeysHere(
  site: PasskeySite,
): "yes" | "elsewhere" | "no_browser" | Extract<PasskeySite, { why: string }>["why"] {
  const known = useSyncExternalStore(
    never,
    () =>
      location.origin === ("origin" in site ? site.origin : "")
        ? "PublicKeyCredential" in window
          ? "yes"
          : "no_browser"
        : "elsewhere",
    () => "yes" as const,
  );
  return "why" in site ? site.why : known;
}
