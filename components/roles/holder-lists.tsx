import type { ReactNode } from "react";
import { KindIcon } from "@/components/members/kind-icon";
import * as en from "@/components/messages/en";
import { LastUses } from "@/components/tokens/last-uses";
import { Initials } from "@/components/ui/initials";
import type { RoleHolders } from "@/lib/members/view";

const ROW = "flex min-h-9 items-center justify-between gap-3 border-b border-line px-3 py-1.5 last:border-0";

/** The members who have a role; `total` counts those too who are not named. */
export function HolderMembers({
  title,
  members,
  total,
}: {
  title: string;
  members: RoleHolders["members"];
  total: number;
}) {
  if (members.length === 0) return null;
  return (
    <List title={title} total={total} unnamed={total - members.length}>
      {members.map(({ id, name, email }) => (
        <li key={id} className={ROW}>
          <span className="flex min-w-0 items-center gap-2">
            <Initials name={name} />
            <span className="wrap-anywhere" dir="auto">
              {name}
            </span>
          </span>
          {name !== email && <span className="min-w-0 wrap-anywhere text-xs text-text-subtle">{email}</span>}
        </li>
      ))}
    </List>
  );
}

type TokensProps = { title: string; tokens: RoleHolders["tokens"]; total: number; now: number; zone: string };

/** The tokens that have a role, recently used ones first. */
export function HolderTokens({ title, tokens, total, now, zone }: TokensProps) {
  if (tokens.length === 0) return null;
  return (
    <List title={title} total={total} unnamed={total - tokens.length}>
      {tokens.map((token) => (
        <li key={token.id} className={ROW}>
          <span className="flex min-w-0 items-center gap-2">
            <KindIcon kind={token.kind} />
            <span className="wrap-anywhere" dir="auto">
              {token.name || token.id}
            </span>
          </span>
          <span className="shrink-0 text-xs text-text-subtle">
            <LastUses token={token} now={now} zone={zone} />
          </span>
        </li>
      ))}
    </List>
  );
}

type ListProps = { title: string; total: number; unnamed: number; children: ReactNode };

function List({ title, total, unnamed, children }: ListProps) {
  return (
    <section className="flex flex-col gap-1.5">
      <h3 className="font-semibold">
        {title} <span className="tnum font-normal text-text-subtle">{total.toLocaleString("en")}</span>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, also by keyboard */}
      <ul className="max-h-72 overflow-y-auto rounded-md border border-line bg-surface" tabIndex={0} aria-label={title}>
        {children}
        {unnamed > 0 && <li className={`${ROW} text-text-subtle`}>{en.roles.holders.more(unnamed)}</li>}
      </ul>
    </section>
  );
}
