import type { ReactNode } from "react";
import * as en from "@/components/messages/en";
import { formatRelative } from "@/components/ui/format-time";
import { ScrollList } from "@/components/ui/scroll-list";
import type { BulkToken } from "@/lib/tokens/list-view";
import { otherUse } from "./other-use";

type Props = {
  title: string;
  icon?: ReactNode;
  tokens: readonly BulkToken[];
  /** Of how many these are some. */
  count: number;
  now: number;
  open?: boolean;
};

/** Some of the tokens that an act would reach, each with its last use; folded unless they are in use. */
export function BulkTokens({ title, icon, tokens, count, now, open = false }: Props) {
  return (
    <details open={open} className="rounded-md border border-line">
      <summary className="cursor-pointer rounded-md px-3 py-1.5">
        <span className="inline-flex items-center gap-1.5 align-middle">
          {icon}
          {title}
        </span>
      </summary>
      <ScrollList label={title} className="max-h-44 border-t border-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex items-baseline gap-3 px-3 py-1">
            <span className="min-w-0 flex-1 truncate" dir="auto" title={token.name}>
              {token.name || token.id}
            </span>
            <span className="w-16 text-xs text-text-muted">{en.kinds[token.kind]}</span>
            <span className="w-44 truncate text-xs text-text-subtle max-sm:w-28">{lastUses(token, now)}</span>
          </li>
        ))}
        {count > tokens.length && (
          <li className="px-3 py-1 text-xs text-text-subtle">{en.bulk.more(count - tokens.length)}</li>
        )}
      </ScrollList>
    </details>
  );
}

/** "4 minutes ago", or "Never used · Telemetry 2 minutes ago". */
function lastUses(token: BulkToken, now: number): string {
  const { lastUsedAt } = token;
  const rest = lastUsedAt === null ? en.tokens.never : formatRelative(lastUsedAt - now);
  const other = otherUse(token);
  return other === null || other.at <= (lastUsedAt ?? 0)
    ? rest
    : `${rest} · ${other.what} ${formatRelative(other.at - now).toLowerCase()}`;
}
