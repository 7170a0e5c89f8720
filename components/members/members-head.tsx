import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import type { MemberOrder } from "@/lib/members/list-view";
import { type ListAddress, listHref } from "./list-address";

type Props = { address: ListAddress; count: string; whole: boolean };

/** The heads of the columns, four of which sort; without a script they are links as well. */
export function MembersHead({ address, count, whole }: Props) {
  const { columns } = en.members;
  const { by, descending } = address.sort;
  const direction = descending ? en.members.descending : en.members.ascending;
  const sortable = { address, whole };
  return (
    <>
      <caption className="sr-only">{en.members.caption(columns[by], direction, count)}</caption>
      <thead>
        <tr className="border-b border-line text-xs text-text-subtle">
          <Head by="name" {...sortable}>
            {columns.name}
          </Head>
          {whole && (
            <Head by="email" {...sortable} className="max-lg:hidden">
              {columns.email}
            </Head>
          )}
          <Head by="role" {...sortable}>
            {columns.role}
          </Head>
          <Head className={whole ? "max-md:hidden" : ""}>{columns.customRoles}</Head>
          {whole && (
            <>
              <Head className="max-md:hidden" title={en.members.tokensHelp}>
                {columns.tokens}
              </Head>
              <Head by="lastSeen" {...sortable} className="max-sm:hidden">
                {columns.lastSeen}
              </Head>
              <Head className="max-sm:hidden">{columns.status}</Head>
              <Head className="w-12">
                <span className="sr-only">{columns.actions}</span>
              </Head>
            </>
          )}
        </tr>
      </thead>
    </>
  );
}

type HeadProps = {
  by?: MemberOrder["by"];
  address?: ListAddress;
  className?: string;
  title?: string;
  children: ReactNode;
};

function Head({ by, address, className = "", title, children }: HeadProps) {
  const look = `h-8 px-3 text-start font-normal whitespace-nowrap ${className}`;
  if (!by || !address)
    return (
      <th scope="col" title={title} className={look}>
        {children}
      </th>
    );
  const sorted = address.sort.by === by;
  const { descending } = address.sort;
  const Arrow = descending ? ArrowDown : ArrowUp;
  // Whoever was here last stands first when sorted by that anew.
  const next = sorted ? !descending : by === "lastSeen";
  return (
    <th scope="col" className={look} aria-sort={sorted ? (descending ? "descending" : "ascending") : undefined}>
      <Link
        href={listHref(address, { sort: { by, descending: next } })}
        scroll={false}
        prefetch={false}
        className="inline-flex items-center gap-1 rounded-sm py-1 hover:text-text"
      >
        {children}
        {sorted && <Arrow aria-hidden className="size-3.5" />}
      </Link>
    </th>
  );
}
