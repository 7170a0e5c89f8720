"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useLayoutEffect, useState } from "react";
import type { Act } from "@/components/ui/use-act";
import type { Shown } from "./shown";

const loadDialog = () => import("./secret-dialog");
const SecretDialog = dynamic(() => loadDialog().then((late) => late.SecretDialog), { ssr: false });
const loadLinks = () => import("@/components/members/links-dialog");
const LinksDialog = dynamic(() => loadLinks().then((late) => late.LinksDialog), { ssr: false });

const loadCredential = () => import("@/components/gateways/credential-dialog");
const CredentialDialog = dynamic(() => loadCredential().then((late) => late.CredentialDialog), { ssr: false });
const LOADERS = { secret: loadDialog, links: loadLinks, credential: loadCredential };

const ShowContext = createContext<(shown: Shown) => void>(() => {});

/** Shows a secret once, above whatever page is open. */
export function useShowSecret(): (shown: Shown) => void {
  return useContext(ShowContext);
}

/** An act that reveals something, done only once the dialog that will show it has been loaded: else it is not done at all. */
export function useRevealing<T>(act: Act<T>, what: keyof typeof LOADERS = "secret"): Act<T> {
  return useCallback(
    async (input) => {
      await LOADERS[what]();
      return act(input);
    },
    [act, what],
  );
}

/**
 * Holds the one secret that is being shown: in this state and nowhere else, above the pages, so that Back and
 * links cannot take it away, and gone on Done, on leaving and when the browser puts the page aside (ruling R31).
 */
export function SecretProvider({ confirm, children }: { confirm: Act<null>; children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const router = useRouter();
  const forget = useCallback(() => setShown(null), []);
  useLayoutEffect(() => forget, [forget]);
  useEffect(() => {
    const wake = (event: PageTransitionEvent) => event.persisted && forget();
    window.addEventListener("pagehide", forget);
    window.addEventListener("pageshow", wake);
    return () => {
      window.removeEventListener("pagehide", forget);
      window.removeEventListener("pageshow", wake);
    };
  }, [forget]);

  const done = async (stored: boolean) => {
    const tokenId = shown && "tokenId" in shown ? shown.tokenId : null;
    forget();
    // A lost confirmation only leaves the mark "nobody confirmed" on the list.
    if (stored && tokenId) await confirm({ id: tokenId }).catch(() => null);
    router.refresh();
    // What opened the dialog may be gone with its page: whoever reads on begins at the heading of the page that is there.
    if (document.activeElement === document.body) document.querySelector<HTMLElement>("h1")?.focus();
  };
  return (
    <ShowContext value={setShown}>
      {children}
      {shown && "links" in shown && <LinksDialog shown={shown} onDone={done} />}
      {shown && "credential" in shown && <CredentialDialog shown={shown} onDone={done} />}
      {shown && "secret" in shown && <SecretDialog shown={shown} onDone={done} />}
    </ShowContext>
  );
}
