"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { displayName } from "@/lib/members/view";
import type { Looker, ManagedMember, MemberActs, RoleOffer } from "./member-actions";
import { type MemberDialog, memberItems } from "./member-menu";

const MemberDialogs = dynamic(() => import("./member-dialogs").then((late) => late.MemberDialogs), { ssr: false });

type Props = { row: ManagedMember; offers: readonly RoleOffer[]; acts: MemberActs; looker: Looker };

/** What can be done with the member whose page it is: the first as a button, all in the menu beside it. */
export function MemberTools({ row, offers, acts, looker }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<MemberDialog | null>(null);
  const closeMenu = useCallback(() => setAnchor(null), []);
  const items = memberItems(row, looker, setDialog);
  const [first, ...others] = items;
  const name = displayName(row.member);
  if (!first) return null;
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
      <Button
        disabled={Boolean(first.reason)}
        aria-describedby={first.reason ? "rights-why" : undefined}
        onClick={first.onSelect}
      >
        {first.label}
      </Button>
      {others.length > 0 && (
        <button
          type="button"
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          aria-label={en.members.actionsFor(name)}
          onClick={(event) => setAnchor(event.currentTarget)}
          className="inline-grid size-(--control-height) place-items-center rounded-md border border-line-strong bg-surface text-text-muted hover:bg-hover pointer-coarse:size-11"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      )}
      {first.reason && (
        <p id="rights-why" className="w-full text-end text-xs text-text-subtle">
          {first.reason}
        </p>
      )}
      {anchor && <Menu label={en.members.actionsFor(name)} anchor={anchor} onClose={closeMenu} items={items} />}
      {dialog && (
        <MemberDialogs
          dialog={dialog}
          row={row}
          offers={offers}
          acts={acts}
          looker={looker}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  );
}
