import { Menu as MenuIcon } from "lucide-react";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { Logo } from "@/components/ui/logo";
import type { Act } from "@/components/ui/use-act";
import type { Found } from "@/lib/search/view";
import type { Viewer } from "@/lib/sessions/view";
import { AccountMenu } from "./account-menu";
import { GoingFrame } from "./going";
import { LateHost } from "./late-host";
import { NavLinks } from "./nav-links";
import { OfflineBanner } from "./offline-banner";
import { Outline } from "./outline";
import { SearchButton } from "./search-button";
import { SkipLink } from "./skip-link";
import { ZoneKeeper } from "./zone-keeper";

type Props = {
  viewer: Viewer;
  zone: string;
  /** How many tokens need attention, as it is to be written; null for none. */
  attention: string | null;
  /** Whether the settings are for the viewer to see. */
  settings: boolean;
  search: Act<Found>;
  children: ReactNode;
};

/** The frame of every page for members: where one can go, and who one is. */
export function Shell({ viewer, zone, attention, settings, search, children }: Props) {
  const nav = (
    <header className="sticky top-0 z-30 flex items-center gap-1 border-b border-line bg-canvas px-3 py-2 md:h-dvh md:flex-col md:items-stretch md:gap-4 md:border-e md:border-b-0 md:px-2 md:py-4">
      <button
        type="button"
        popoverTarget="places"
        aria-label={en.nav.menu}
        className="grid size-8 place-items-center rounded-md hover:bg-hover pointer-coarse:size-11 md:hidden"
      >
        <MenuIcon aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
      <div className="flex items-center justify-between gap-2 px-1 lg:px-2">
        <span className="md:max-lg:[&_span]:text-[0px] md:max-lg:ps-1">
          <Logo />
        </span>
        <span className="hidden truncate text-xs text-text-subtle lg:inline" dir="auto">
          {viewer.accountName}
        </span>
      </div>
      <div className="ms-auto flex flex-col md:ms-0">
        <SearchButton />
      </div>
      <div
        id="places"
        popover="auto"
        className="hidden flex-col gap-0.5 open:flex max-md:fixed max-md:inset-x-3 max-md:top-13 max-md:w-auto max-md:p-1 md:static md:flex md:w-auto md:flex-1 md:bg-transparent md:p-0 md:shadow-none"
      >
        <NavLinks attention={attention} settings={settings} />
      </div>
      <div className="md:border-t md:border-line md:pt-3">
        <AccountMenu viewer={viewer} />
      </div>
    </header>
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[56px_minmax(0,1fr)] lg:grid-cols-[224px_minmax(0,1fr)]">
      <SkipLink />
      <OfflineBanner />
      <ZoneKeeper zone={zone} />
      <GoingFrame nav={nav} outline={<Outline />}>
        {children}
      </GoingFrame>
      <LateHost search={search} />
    </div>
  );
}
