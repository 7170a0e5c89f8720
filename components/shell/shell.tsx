import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { Theme } from "@/components/ui/display";
import { Logo } from "@/components/ui/logo";
import type { Viewer } from "@/lib/sessions/view";
import { AccountMenu } from "./account-menu";
import { NavLinks } from "./nav-links";
import { ZoneKeeper } from "./zone-keeper";

/** The frame of every page for members: where one can go, and who one is. */
export function Shell({
  viewer,
  theme,
  zone,
  children,
}: {
  viewer: Viewer;
  theme: Theme;
  zone: string;
  children: ReactNode;
}) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[56px_minmax(0,1fr)] lg:grid-cols-[224px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-40 rounded-md bg-primary px-3 py-2 text-on-primary focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {en.common.skip}
      </a>
      <ZoneKeeper zone={zone} />
      <header className="sticky top-0 z-30 flex items-center gap-1 border-b border-line bg-canvas px-3 py-2 md:h-dvh md:flex-col md:items-stretch md:gap-4 md:border-e md:border-b-0 md:px-2 md:py-4">
        <div className="flex items-center justify-between gap-2 px-1 lg:px-2">
          <span className="md:max-lg:[&_span]:text-[0px] md:max-lg:ps-1">
            <Logo />
          </span>
          <span className="hidden truncate text-xs text-text-subtle lg:inline" dir="auto">
            {viewer.accountName}
          </span>
        </div>
        <NavLinks />
        <div className="ms-auto md:ms-0 md:mt-auto md:border-t md:border-line md:pt-3">
          <AccountMenu viewer={viewer} theme={theme} />
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-[1600px] min-w-0 p-4 md:p-6">
        {children}
      </main>
    </div>
  );
}
