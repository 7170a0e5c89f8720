"use client";

import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { Look } from "@/components/ui/button-look";
import type { TokenAct } from "./acts";
import { useTokenAct } from "./token-dialogs";

type Props = {
  act: TokenAct;
  look?: Look;
  icon?: ReactNode;
  className?: string;
  /** The id of the text that says why it cannot be done now. */
  refusedBy?: string | undefined;
  children: ReactNode;
};

/** Begins an act on the page's token; one that cannot be done can be reached and says why. */
export function ActButton({ act, refusedBy, children, ...look }: Props) {
  const { begin } = useTokenAct();
  return (
    <Button {...look} disabled={refusedBy !== undefined} aria-describedby={refusedBy} onClick={() => begin(act)}>
      {children}
    </Button>
  );
}
