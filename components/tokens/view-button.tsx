"use client";

import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import type { Views } from "./hidden-columns";

const loadPanel = () => import("./view-panel");
const ViewPanel = dynamic(() => loadPanel().then((late) => late.ViewPanel), { ssr: false });

/** Opens how the list is drawn. */
export function ViewButton({ views, exportHref }: { views: Views; exportHref: string }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const warm = () => void loadPanel();
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        onPointerEnter={warm}
        onFocus={warm}
        className={buttonLook("secondary", "ms-auto")}
      >
        {en.list.view}
        <ChevronDown aria-hidden className="size-4 text-text-muted" />
      </button>
      {anchor && <ViewPanel views={views} exportHref={exportHref} anchor={anchor} onClose={() => setAnchor(null)} />}
    </>
  );
}
