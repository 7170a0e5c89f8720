"use client";

import { type SortingState, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, Ban, Copy, Ellipsis } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";
import { copyText } from "@/components/ui/copy-text";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Act } from "@/components/ui/use-act";
import type { TokenView } from "@/lib/tokens/view";
import { type ListQuery, listHref } from "./list-query";
import { RevokeDialog } from "./revoke-dialog";
import { columns, features, type TokenRow } from "./token-columns";

type Props = {
  tokens: readonly TokenView[];
  /** Ids of those that the viewer may revoke. */
  revocable: readonly string[];
  query: ListQuery;
  total: number;
  viewerId: string;
  now: number;
  zone: string;
  revoke: Act<{ name: string }>;
  pause: Act<{ name: string }>;
};

const SORTABLE = { name: "name", lastUsed: "lastUsed", created: "created", expires: "expires" } as const;

/**
 * From which width a column is there, and how wide: as much as its longest words need, the name has the rest. What a
 * narrow screen leaves out stands in the name's cell or on wider ones; the type also stands in front of the last four.
 */
const SHOWN: Record<string, string> = {
  name: "2xl:w-[20%]",
  type: "hidden md:table-cell lg:hidden xl:table-cell w-24 2xl:w-[9%]",
  owner: "hidden lg:table-cell w-32 xl:w-38 2xl:w-[15%]",
  role: "hidden md:table-cell w-23 2xl:w-[12%]",
  lastUsed: "w-28 md:w-39 2xl:w-[16%]",
  created: "hidden xl:table-cell w-24 2xl:w-[11%] whitespace-nowrap",
  expires: "hidden lg:table-cell w-24 2xl:w-[11%] whitespace-nowrap",
  status: "hidden sm:table-cell w-27 2xl:w-[11%]",
};

const PADDING = "px-3 md:px-2 md:first:ps-3 2xl:px-3";

/** The list of tokens: one page of rows from the server, drawn as a plain table with one menu for all rows. */
export function TokenTable({ tokens, revocable, query, total, viewerId, now, zone, revoke, pause }: Props) {
  const data = useMemo<TokenRow[]>(
    () => tokens.map((token) => ({ token, now, zone, mayRevoke: revocable.includes(token.id) })),
    [tokens, revocable, now, zone],
  );
  const sorting = useMemo<SortingState>(() => [{ id: query.sort.by, desc: query.sort.descending }], [query.sort]);
  const visibility = useMemo(() => ({ owner: query.view !== "mine" }), [query.view]);
  const table = useTable({
    features,
    columns,
    data,
    getRowId: (row) => row.token.id,
    manualSorting: true,
    state: { sorting, columnVisibility: visibility },
  });
  const [menu, setMenu] = useState<{ row: TokenRow; anchor: HTMLElement } | null>(null);
  const [revoking, setRevoking] = useState<TokenView | null>(null);
  const closeMenu = useCallback(() => setMenu(null), []);
  const toast = useToast();

  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full table-fixed border-collapse text-start">
        <caption className="sr-only">{caption(query, total)}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-text-subtle">
            {table.getFlatHeaders().map((header) => (
              <HeaderCell key={header.id} id={header.column.id} query={query}>
                <table.FlexRender header={header} />
              </HeaderCell>
            ))}
            <th scope="col" className="w-12">
              <span className="sr-only">{en.tokens.columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover">
              {row.getVisibleCells().map((cell) => {
                const Cell = cell.column.id === "name" ? "th" : "td";
                return (
                  <Cell
                    key={cell.id}
                    {...(Cell === "th" ? { scope: "row" } : {})}
                    className={cn("py-1 text-start align-middle font-normal", PADDING, SHOWN[cell.column.id])}
                  >
                    <table.FlexRender cell={cell} />
                  </Cell>
                );
              })}
              <td className="px-2 text-end">
                <button
                  type="button"
                  aria-haspopup="menu"
                  aria-expanded={menu?.row.token.id === row.id}
                  aria-label={en.tokens.actionsFor(row.original.token.name || row.id)}
                  onClick={(event) => setMenu({ row: row.original, anchor: event.currentTarget })}
                  className="inline-grid size-7 place-items-center rounded-md text-text-muted hover:bg-neutral-bg pointer-coarse:size-11"
                >
                  <Ellipsis aria-hidden className="size-4" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {menu && (
        <Menu
          label={en.tokens.actionsFor(menu.row.token.name || menu.row.token.id)}
          anchor={menu.anchor}
          onClose={closeMenu}
          items={rowItems(menu.row, toast, setRevoking)}
        />
      )}
      {revoking && (
        <RevokeDialog
          token={revoking}
          viewerId={viewerId}
          pause={pause}
          now={now}
          revoke={revoke}
          onClose={() => setRevoking(null)}
        />
      )}
    </div>
  );
}

function rowItems(
  { token, mayRevoke }: TokenRow,
  toast: (text: string) => void,
  onRevoke: (token: TokenView) => void,
): MenuItem[] {
  const copyId = async () => {
    if ((await copyText(token.id)) === "copied") toast(en.tokens.copiedId);
  };
  const copy = {
    label: en.tokens.copyId,
    icon: <Copy aria-hidden className="size-4 text-text-muted" />,
    onSelect: () => void copyId(),
  };
  if (!mayRevoke) return [copy];
  return [
    copy,
    {
      label: en.tokens.revoke,
      danger: true,
      icon: <Ban aria-hidden className="size-4" />,
      onSelect: () => onRevoke(token),
    },
  ];
}

function HeaderCell({ id, query, children }: { id: string; query: ListQuery; children: ReactNode }) {
  const by = id in SORTABLE ? SORTABLE[id as keyof typeof SORTABLE] : null;
  const sorted = by !== null && query.sort.by === by;
  const Arrow = query.sort.descending ? ArrowDown : ArrowUp;
  const direction = query.sort.descending ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={sorted ? direction : undefined}
      title={id === "lastUsed" ? en.tokens.lastUsedHelp : undefined}
      className={cn("h-8 text-start font-normal", PADDING, SHOWN[id])}
    >
      {by === null ? (
        children
      ) : (
        <Link
          href={listHref(query, {
            sort: { by, descending: sorted ? !query.sort.descending : by !== "name" && by !== "expires" },
          })}
          scroll={false}
          prefetch={false}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-text"
        >
          {children}
          {sorted && <Arrow aria-hidden className="size-3.5" />}
        </Link>
      )}
    </th>
  );
}

function caption({ sort }: ListQuery, total: number): string {
  const direction = sort.descending ? en.tokens.descending : en.tokens.ascending;
  return en.tokens.caption(en.tokens.title, en.tokens.columns[sort.by], direction, total);
}
