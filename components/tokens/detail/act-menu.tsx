"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import * as en from "@/components/messages/en";
import type { Acts } from "./acts";

const ActMenuItems = dynamic(() => import("./act-menu-items").then((late) => late.ActMenuItems), { ssr: false });

type Props = { id: string; name: string; acts: Acts; duplicate: string };

/** What is done seldom to a token: behind three dots. */
export function ActMenu(props: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = useCallback(() => setAnchor(null), []);
  return (
    <>
      <button
        type="button"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={en.acts.more(props.name)}
        onClick={(event) => setAnchor(event.currentTarget)}
        className="grid size-8 place-items-center rounded-md text-text-muted hover:bg-hover pointer-coarse:size-11"
      >
        <Ellipsis aria-hidden className="size-4" />
      </button>
      {anchor && <ActMenuItems {...props} anchor={anchor} onClose={close} />}
    </>
  );
}
