"use client";

import { Ellipsis } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { Menu } from "@/components/ui/menu";
import type { ListAddress } from "./list-address";
import type { Looker, ManagedMember, MemberActs, MemberRow, RoleOffer } from "./member-actions";
import { MemberCells } from "./member-cells";
import { type MemberDialog, memberItems } from "./member-menu";
import { MembersHead } from "./members-head";

const MemberDialogs = dynamic(() => import("./member-dialogs").then((late) => late.MemberDialogs), { ssr: false });

type Props = {
  rows: readonly MemberRow[];
  count: string;
  address: ListAddress;
  /** Whether the viewer sees more than names and roles. */
  whole: boolean;
  offers: readonly RoleOffer[];
  acts: MemberActs;
  looker: Looker;
};

/** The people of the account, with one menu for all rows. */
export function MembersTable({ rows, count, address, whole, offers, acts, looker }: Props) {
  const [menu, setMenu] = useState<{ row: ManagedMember; name: string; anchor: HTMLElement } | null>(null);
  const [open, setOpen] = useState<{ dialog: MemberDialog; row: ManagedMember } | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const { body, leaving } = useFocusKept(rows);
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse">
        <MembersHead address={address} count={count} whole={whole} />
        <tbody ref={body}>
          {rows.map(({ member, permissions }) => {
            const row = member.whole && { member: member.whole, permissions };
            const some = row !== null && memberItems(row, looker, () => {}).length > 0;
            return (
              <tr key={member.id} className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover">
                <MemberCells member={member} whole={whole} looker={looker} />
                {whole && (
                  <td className="w-12 px-2 text-end">
                    {row && some && (
                      <button
                        type="button"
                        aria-haspopup="menu"
                        aria-expanded={menu?.row.member.id === member.id}
                        aria-label={en.members.actionsFor(member.name)}
                        onClick={(event) => setMenu({ row, name: member.name, anchor: event.currentTarget })}
                        className="inline-grid size-7 place-items-center rounded-md text-text-muted hover:bg-neutral-bg pointer-coarse:size-11"
                      >
                        <Ellipsis aria-hidden className="size-4" />
                      </button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {menu && (
        <Menu
          label={en.members.actionsFor(menu.name)}
          anchor={menu.anchor}
          onClose={closeMenu}
          items={memberItems(menu.row, looker, (dialog) => {
            leaving(menu.row.member.id);
            setOpen({ dialog, row: menu.row });
          })}
        />
      )}
      {open && <MemberDialogs {...open} offers={offers} acts={acts} looker={looker} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** When the row that had the focus is gone, the next one's name has it, else the page's heading. */
function useFocusKept(rows: readonly MemberRow[]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const left = useRef<{ id: string; index: number } | null>(null);
  const leaving = (id: string) => {
    left.current = { id, index: rows.findIndex(({ member }) => member.id === id) };
  };
  useEffect(() => {
    const was = left.current;
    if (!was || rows.some(({ member }) => member.id === was.id)) return;
    left.current = null;
    if (document.activeElement !== document.body) return;
    const names = [...(body.current?.querySelectorAll<HTMLElement>("th a") ?? [])];
    names[Math.min(was.index, names.length - 1)]?.focus();
  }, [rows]);
  useEffect(
    () => () => {
      if (left.current) document.querySelector<HTMLElement>("h1")?.focus(); // it was the last row
    },
    [],
  );
  return { body, leaving };
}
