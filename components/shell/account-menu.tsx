"use client";

import dynamic from "next/dynamic";
import { useCallback, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Initials } from "@/components/ui/initials";
import { roleName } from "@/lib/core/role-name";
import { displayName } from "@/lib/members/view";
import type { Viewer } from "@/lib/sessions/view";

const AccountPopups = dynamic(() => import("./account-popups").then((late) => late.AccountPopups), { ssr: false });

/** Who is signed in and with which role, and what they can do about it. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const [open, setOpen] = useState<"menu" | "recent" | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(null), []);
  const name = displayName(viewer);
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open === "menu"}
        onClick={() => setOpen("menu")}
        className="flex w-full items-center gap-2.5 rounded-md p-1 text-start hover:bg-hover pointer-coarse:min-h-11 md:max-lg:justify-center lg:p-1.5"
      >
        <span className="sr-only">{en.nav.account}: </span>
        <Initials name={name} />
        <span className="min-w-0 flex-1 max-lg:sr-only">
          <span className="block truncate" dir="auto">
            {name}
          </span>{" "}
          <span className="block text-xs text-text-subtle">{roleName(viewer.baseRole)}</span>
        </span>
      </button>
      {open && button.current && <AccountPopups open={open} anchor={button.current} onOpen={setOpen} onClose={close} />}
    </>
  );
}
