"use client";

import { Ellipsis, UserRoundCog, UserX } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useState } from "react";
import * as en from "@/components/messages/en";
import { Initials } from "@/components/ui/initials";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { RelativeTime } from "@/components/ui/relative-time";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName, type MemberView } from "@/lib/members/view";
import type { MemberActs, MemberRow, RoleOffer } from "./member-actions";

const RightsDialog = dynamic(() => import("./rights-dialog").then((file) => file.RightsDialog));
const RemoveDialog = dynamic(() => import("./remove-dialog").then((file) => file.RemoveDialog));

type Props = {
  rows: readonly MemberRow[];
  offers: readonly RoleOffer[];
  viewerId: string;
  acts: MemberActs;
  now: number;
  zone: string;
};
type Open = { what: "rights" | "remove"; row: MemberRow };

const CELL = "px-3 py-1 text-start align-middle";

/** The people of the account, with one menu for all rows. */
export function MembersTable({ rows, offers, viewerId, acts, now, zone }: Props) {
  const [menu, setMenu] = useState<{ row: MemberRow; anchor: HTMLElement } | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const close = () => setOpen(null);
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse">
        <caption className="sr-only">{en.members.caption(rows.length)}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-text-subtle [&_th]:h-8 [&_th]:px-3 [&_th]:text-start [&_th]:font-normal">
            <th scope="col">{en.members.columns.name}</th>
            <th scope="col" className="max-lg:hidden">
              {en.members.columns.email}
            </th>
            <th scope="col">{en.members.columns.role}</th>
            <th scope="col" className="max-md:hidden">
              {en.members.columns.customRoles}
            </th>
            <th scope="col" className="max-md:hidden">
              {en.members.columns.tokens}
            </th>
            <th scope="col" className="max-sm:hidden">
              {en.members.columns.lastSeen}
            </th>
            <th scope="col" className="max-sm:hidden">
              {en.members.columns.status}
            </th>
            <th scope="col" className="w-12">
              <span className="sr-only">{en.members.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.member.id} className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover">
              <MemberCells member={row.member} you={row.member.id === viewerId} now={now} zone={zone} />
              <td className="px-2 text-end">
                {items(row, setOpen).length > 0 && (
                  <button
                    type="button"
                    aria-haspopup="menu"
                    aria-expanded={menu?.row === row}
                    aria-label={en.members.actionsFor(displayName(row.member))}
                    onClick={(event) => setMenu({ row, anchor: event.currentTarget })}
                    className="inline-grid size-7 place-items-center rounded-md text-text-muted hover:bg-neutral-bg pointer-coarse:size-11"
                  >
                    <Ellipsis aria-hidden className="size-4" />
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {menu && (
        <Menu
          label={en.members.actionsFor(displayName(menu.row.member))}
          anchor={menu.anchor}
          onClose={closeMenu}
          items={items(menu.row, setOpen)}
        />
      )}
      {open?.what === "rights" && (
        <RightsDialog row={open.row} offers={offers} acts={acts} now={now} zone={zone} onClose={close} />
      )}
      {open?.what === "remove" && <RemoveDialog row={open.row} acts={acts} now={now} zone={zone} onClose={close} />}
    </div>
  );
}

function items(row: MemberRow, open: (open: Open) => void): MenuItem[] {
  const { changeRole, assignRoles, setAttributes, remove } = row.permissions;
  const icon = "size-4 text-text-muted";
  return [
    ...(changeRole || assignRoles || setAttributes
      ? [
          {
            label: en.members.rights,
            icon: <UserRoundCog aria-hidden className={icon} />,
            onSelect: () => open({ what: "rights", row }),
          },
        ]
      : []),
    ...(remove
      ? [
          {
            label: en.members.remove,
            danger: true,
            icon: <UserX aria-hidden className="size-4" />,
            onSelect: () => open({ what: "remove", row }),
          },
        ]
      : []),
  ];
}

function MemberCells({ member, you, now, zone }: { member: MemberView; you: boolean; now: number; zone: string }) {
  const name = displayName(member);
  return (
    <>
      <th scope="row" className={`${CELL} font-normal max-lg:w-full max-lg:max-w-0`}>
        <span className="flex items-center gap-2">
          <Initials name={name} />
          <span className="min-w-0">
            <span className="block wrap-anywhere" dir="auto">
              {name}
              {you && <span className="text-text-subtle"> · {en.members.you}</span>}
            </span>
            {name !== member.email && (
              <span className="block truncate text-2xs text-text-subtle lg:hidden" title={member.email}>
                {member.email}
              </span>
            )}
          </span>
        </span>
      </th>
      <td className={`${CELL} wrap-anywhere text-text-muted max-lg:hidden`}>{member.email}</td>
      <td className={`${CELL} whitespace-nowrap`}>
        <BaseRoleOf member={member} />
        <span className="block md:hidden">
          <CustomRolesOf member={member} />
        </span>
      </td>
      <td className={`${CELL} max-md:hidden`}>
        <CustomRolesOf member={member} />
      </td>
      <td className={`${CELL} max-md:hidden`}>{member.tokens.personal + member.tokens.service}</td>
      <td className={`${CELL} text-text-muted max-sm:hidden`}>
        {member.lastSeenAt === null ? (
          en.members.neverSeen
        ) : (
          <RelativeTime at={member.lastSeenAt} serverNow={now} zone={zone} />
        )}
      </td>
      <td className={`${CELL} text-text-muted max-sm:hidden`}>
        {member.joined ? en.members.active : en.members.invited}
      </td>
    </>
  );
}

/** The base role; a second line says where custom roles stand in its place (ruling R2). */
function BaseRoleOf({ member: { baseRole, roles } }: { member: MemberView }) {
  if (roles.length === 0 || baseRole === "owner") return roleName(baseRole);
  return (
    <span className="text-text-subtle" title={en.members.replacedHelp}>
      {roleName(baseRole)}
      <span className="block text-2xs">{en.members.replaced}</span>
    </span>
  );
}

function CustomRolesOf({ member: { roles } }: { member: MemberView }) {
  const [first, ...more] = roles;
  if (!first) return null;
  const named = ({ name, deleted }: (typeof roles)[number]) => (deleted ? en.members.deletedRole(name) : name);
  return (
    <span className="whitespace-nowrap" title={roles.map(named).join(", ")}>
      <span dir="auto">{named(first)}</span>
      {more.length > 0 && (
        <span className="text-text-subtle">
          {" "}
          <span aria-hidden="true">{en.members.more(more.length)}</span>
          <span className="sr-only">, {more.map(named).join(", ")}</span>
        </span>
      )}
    </span>
  );
}
