"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { Going } from "./going";
import { FOOT_PLACES, PLACES, SETTINGS_PLACE } from "./places";

type Place = (typeof PLACES | typeof FOOT_PLACES)[number] | typeof SETTINGS_PLACE;

type Props = {
  /** How many tokens need attention, null for none. */
  attention: string | null;
  /** Whether the settings are for the viewer to see. */
  settings: boolean;
};

/** The ways to the console's places. */
export function NavLinks({ attention, settings }: Props) {
  const path = usePathname();
  const link = (place: Place, note: string | null) => (
    <NavLink
      key={place.href}
      place={place}
      here={path === place.href || path.startsWith(`${place.href}/`)}
      note={note}
    />
  );
  return (
    <>
      <nav aria-label={en.nav.main} className="flex flex-col gap-0.5">
        {PLACES.map((place) => link(place, place.href === "/tokens" ? attention : null))}
      </nav>
      <nav aria-label={en.nav.more} className="flex flex-col gap-0.5 md:mt-auto">
        {[...FOOT_PLACES, ...(settings ? [SETTINGS_PLACE] : [])].map((place) => link(place, null))}
      </nav>
    </>
  );
}

function NavLink({
  place: { href, label, title, Icon },
  here,
  note,
}: {
  place: Place;
  here: boolean;
  note: string | null;
}) {
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      title={label}
      onClick={(event) => event.currentTarget.closest<HTMLElement>("[popover]")?.hidePopover?.()}
      className={cn(
        "relative flex h-8 items-center gap-2.5 rounded-md px-2 max-md:h-10 pointer-coarse:h-11 md:max-lg:justify-center",
        here ? "bg-nav-active text-text" : "text-text-muted hover:bg-hover",
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
      <span className="flex-1 md:max-lg:sr-only">{label}</span>
      <Going title={title} />
      {note !== null && (
        <span className="tnum text-xs text-warning-text md:max-lg:absolute md:max-lg:end-0.5 md:max-lg:top-0 md:max-lg:text-2xs">
          <span aria-hidden="true">{note}</span>
          <span className="sr-only">{en.nav.attention(note)}</span>
        </span>
      )}
    </Link>
  );
}
