"use client";

import { useState } from "react";
import * as en from "@/components/messages/en";
import { roleName } from "@/lib/core/refusal-sentence";
import type { AffectedToken } from "@/lib/members/view";
import { Counts } from "./affected-list";
import { losingFirst } from "./effect-order";
import type { Looker } from "./member-actions";
import { roleLabel } from "./role-label";
import { Used } from "./used";

type Props = {
  title: string;
  tokens: readonly AffectedToken[];
  /** Those that were not there when it was shown first. */
  added: ReadonlySet<string>;
  /** For a removal: all of them end, whatever they could do. */
  ending?: boolean;
  looker: Looker;
};

const AT_FIRST = 12;
const CELL = "border-b border-line px-3 py-1.5 align-top";

/** Tokens that a change touches: those used recently first, each with what it is before and after. */
export function AffectedTable({ title, tokens, added, ending = false, looker }: Props) {
  const [all, setAll] = useState(false);
  if (tokens.length === 0) return null;
  const ordered = losingFirst(tokens);
  const shown = all ? ordered : ordered.slice(0, AT_FIRST);
  const { columns } = en.memberActs;
  return (
    <section className="flex min-w-0 flex-col gap-1.5">
      <div className="rounded-md border border-line">
        <table className="w-full border-collapse text-start">
          <caption className="border-b border-line px-3 py-1.5 text-start font-semibold">{title}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">{columns.token}</th>
              <th scope="col">{columns.lastUsed}</th>
              <th scope="col">{columns.effect}</th>
              {!ending && <th scope="col">{columns.actions}</th>}
            </tr>
          </thead>
          <tbody className="[&_tr:last-child>*]:border-0">
            {shown.map((token) => (
              <tr key={token.id}>
                <th scope="row" className={`${CELL} w-full max-w-0 text-start font-normal`}>
                  <span className="block truncate" dir="auto" title={token.name}>
                    {token.name || token.id}
                  </span>
                  {added.has(token.id) && (
                    <span className="block text-2xs text-warning-text">{en.memberActs.isNew}</span>
                  )}
                  <span className="block text-xs text-text-subtle sm:hidden">
                    <Used token={token} looker={looker} />
                  </span>
                </th>
                <td className={`${CELL} text-xs whitespace-nowrap text-text-subtle max-sm:hidden`}>
                  <Used token={token} looker={looker} />
                </td>
                <td className={`${CELL} text-xs whitespace-nowrap text-text-muted`}>
                  {ending ? `${roleLabel(token.role)} → ${en.memberActs.inactive}` : beforeAndAfter(token)}
                </td>
                {!ending && (
                  <td className={`${CELL} text-end text-xs whitespace-nowrap`}>
                    <Counts {...token} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {shown.length < ordered.length && (
          <button type="button" onClick={() => setAll(true)} className="px-3 py-1.5 text-accent hover:underline">
            {en.memberActs.showMore(ordered.length - shown.length)}
          </button>
        )}
      </div>
    </section>
  );
}

/** "Writer → acts as Reader", or the mirror of it. */
function beforeAndAfter({ role, actsAs, willActAs, lost, gained }: AffectedToken): string {
  const as = (weaker: AffectedToken["actsAs"]) =>
    weaker === null ? roleLabel(role) : en.memberActs.actsAs(roleName(weaker));
  if (role.source === "base") return `${as(actsAs)} → ${as(willActAs)}`;
  return lost > 0 || gained === 0 ? `${roleLabel(role)} → ${en.memberActs.becomesLimited}` : roleLabel(role);
}
