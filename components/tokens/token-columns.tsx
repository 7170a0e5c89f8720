"use client";

import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import { Bot, KeyRound, TriangleAlert } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { formatDate, formatRelative } from "@/components/ui/format-time";
import { Initials } from "@/components/ui/initials";
import { roleName } from "@/lib/core/refusal-sentence";
import { displayName } from "@/lib/members/view";
import { keeperOf, maskedSecret, type TokenView } from "@/lib/tokens/view";
import { LastUsed } from "./last-used";
import { Status } from "./status";

/** A token with what its cells are drawn with. */
export type TokenRow = { token: TokenView; now: number; zone: string; mayRevoke: boolean };

export const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature });

const column = createColumnHelper<typeof features, TokenRow>();
const SOON_MS = 60 * 86_400_000;

export const columns = column.columns([
  column.display({ id: "name", header: en.tokens.columns.name, cell: ({ row }) => <NameCell {...row.original} /> }),
  column.display({ id: "type", header: en.tokens.columns.type, cell: ({ row }) => <TypeCell {...row.original} /> }),
  column.display({ id: "owner", header: en.tokens.columns.owner, cell: ({ row }) => <OwnerCell {...row.original} /> }),
  column.display({ id: "role", header: en.tokens.columns.role, cell: ({ row }) => <RoleCell {...row.original} /> }),
  column.display({
    id: "lastUsed",
    header: en.tokens.columns.lastUsed,
    cell: ({ row }) => <LastUsed {...row.original} />,
  }),
  column.display({
    id: "created",
    header: en.tokens.columns.created,
    cell: ({ row: { original: r } }) => formatDate(r.token.createdAt, r.zone),
  }),
  column.display({
    id: "expires",
    header: en.tokens.columns.expires,
    cell: ({ row }) => <ExpiresCell {...row.original} />,
  }),
  column.display({
    id: "status",
    header: en.tokens.columns.status,
    cell: ({ row }) => <Status status={row.original.token.status} />,
  }),
]);

function NameCell({ token }: TokenRow) {
  const unconfirmed = !token.secretConfirmed && token.status !== "revoked" && token.status !== "deactivated";
  return (
    <>
      <span className="flex items-center gap-1.5">
        <Link
          href={`/tokens/${token.id}`}
          prefetch={false}
          className="truncate rounded-sm text-text hover:underline"
          dir="auto"
          title={token.name}
        >
          {token.name || token.id}
        </Link>
        {unconfirmed && (
          <span title={en.tokens.unconfirmed} className="shrink-0 text-warning-icon">
            <TriangleAlert aria-hidden className="size-3.5" />
            <span className="sr-only">{en.tokens.unconfirmed}</span>
          </span>
        )}
      </span>
      <span className="block truncate font-mono text-2xs text-text-subtle in-data-[density=compact]:hidden">
        {maskedSecret(token)}
      </span>
      <span className="mt-0.5 block sm:hidden">
        <Status status={token.status} />
      </span>
    </>
  );
}

function TypeCell({ token }: TokenRow) {
  const [Icon, word] = token.kind === "personal" ? [KeyRound, en.tokens.personal] : [Bot, en.tokens.service];
  return (
    <span className="flex items-center gap-1.5 text-text-muted">
      <Icon aria-hidden className="size-4" strokeWidth={1.75} />
      {word}
    </span>
  );
}

function OwnerCell({ token }: TokenRow) {
  const keeper = keeperOf(token);
  const name = displayName(keeper);
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Initials name={name} />
      <span className="min-w-0">
        <span className="block truncate" dir="auto" title={keeper.email}>
          {keeper.removed ? <s>{name}</s> : name}
        </span>
        {token.caretaker && (
          <span className="block truncate text-2xs text-text-subtle">
            {en.tokens.madeByPerson(displayName(token.member))}
          </span>
        )}
        {keeper.removed && <span className="block text-2xs text-text-subtle">{en.tokens.removed}</span>}
      </span>
    </span>
  );
}

function RoleCell({ token: { role, actsAs, status } }: TokenRow) {
  return (
    <>
      <span className="block truncate">{roleLabel(role)}</span>
      {status === "limited" && actsAs && (
        <span className="block whitespace-nowrap text-2xs text-info-text">{en.tokens.actsAs(roleName(actsAs))}</span>
      )}
    </>
  );
}

/** What a token declares, in a few words. */
function roleLabel(role: TokenView["role"]): string {
  if (role.source === "base") return roleName(role.baseRole);
  if (role.source === "inline") return en.tokens.inline(role.statements.length);
  const [first, ...more] = role.roles;
  return more.length === 0 ? (first?.name ?? "–") : `${first?.name} + ${more.length}`;
}

function ExpiresCell({ token: { expiresAt }, now, zone }: TokenRow) {
  if (expiresAt === null) {
    return (
      <span className="text-text-subtle">
        <span aria-hidden="true">–</span>
        <span className="sr-only">{en.tokens.noExpiry}</span>
      </span>
    );
  }
  const soon = expiresAt - now < SOON_MS;
  return (
    <time dateTime={new Date(expiresAt).toISOString()}>
      {soon ? formatRelative(expiresAt - now) : formatDate(expiresAt, zone)}
    </time>
  );
}
