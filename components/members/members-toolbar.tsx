"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useTransition } from "react";
import * as en from "@/components/messages/en";
import { INPUT } from "@/components/ui/field";
import { BASE_ROLES } from "@/lib/core/base-role";
import { roleName } from "@/lib/core/refusal-sentence";
import { MEMBER_STATUSES } from "@/lib/members/list-view";
import { isNarrowed, type ListAddress, listHref, readListAddress, unnarrowed } from "./list-address";
import type { RoleOffer } from "./member-actions";

const PAUSE_MS = 200;

type Props = { address: ListAddress; offers: readonly Pick<RoleOffer, "key" | "name">[]; whole: boolean };

/** Search and filters: a form like any other, which a script sends as one types and chooses. */
export function MembersToolbar({ address, offers, whole }: Props) {
  const [waiting, start] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (pause: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const asked = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
      start(() => router.replace(listHref(readListAddress(asked).address), { scroll: false }));
    }, pause);
  };
  const { sort } = address;
  return (
    <search>
      <form
        ref={form}
        action="/members"
        aria-busy={waiting}
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          send(0);
        }}
      >
        {/* What was searched for elsewhere, as after Back, is what the fields say. */}
        <div key={`${address.q} ${address.role} ${address.status} ${address.factor}`} className="contents">
          <div className="relative w-full sm:max-w-72">
            <Search
              aria-hidden
              className="pointer-events-none absolute inset-y-0 start-2.5 my-auto size-4 text-text-subtle"
            />
            <input
              type="search"
              name="q"
              aria-label={en.members.search}
              placeholder={whole ? en.members.searchPlaceholder : en.members.searchNames}
              defaultValue={address.q}
              maxLength={100}
              autoComplete="off"
              spellCheck={false}
              onChange={() => send(PAUSE_MS)}
              className={`${INPUT} ps-8 text-sm`}
            />
          </div>
          <Choice name="role" label={en.members.roleFilter} value={address.role ?? ""} onChange={() => send(0)}>
            <option value="">{en.members.anyRole}</option>
            <optgroup label={en.members.baseRoles}>
              {BASE_ROLES.toReversed().map((role) => (
                <option key={role} value={role}>
                  {roleName(role)}
                </option>
              ))}
            </optgroup>
            {offers.length > 0 && (
              <optgroup label={en.members.ownRoles}>
                {offers.map(({ key, name }) => (
                  <option key={key} value={`custom:${key}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
          </Choice>
          {whole && (
            <>
              <Choice
                name="status"
                label={en.members.statusFilter}
                value={address.status ?? ""}
                onChange={() => send(0)}
              >
                <option value="">{en.members.anyStatus}</option>
                {MEMBER_STATUSES.map((status) => (
                  <option key={status} value={status}>
                    {en.members.statuses[status]}
                  </option>
                ))}
              </Choice>
              <Choice
                name="factor"
                label={en.members.factorFilter}
                value={address.factor ?? ""}
                onChange={() => send(0)}
              >
                <option value="">{en.members.anyFactor}</option>
                <option value="none">{en.members.noFactor}</option>
              </Choice>
            </>
          )}
        </div>
        <input type="hidden" name="sort" value={`${sort.descending ? "-" : ""}${sort.by}`} />
        {isNarrowed(address) && (
          <Link
            href={unnarrowed(address)}
            className="flex h-9 items-center rounded-sm px-2 text-accent hover:underline"
          >
            {en.members.clear}
          </Link>
        )}
        <noscript>
          <button type="submit" className="h-9 rounded-md border border-line-strong bg-surface px-3">
            {en.members.apply}
          </button>
        </noscript>
      </form>
    </search>
  );
}

type ChoiceProps = { name: string; label: string; value: string; onChange: () => void; children: ReactNode };

function Choice({ name, label, value, onChange, children }: ChoiceProps) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      onChange={onChange}
      className="h-9 max-w-44 rounded-md border border-control bg-surface px-2 text-sm text-text"
    >
      {children}
    </select>
  );
}
