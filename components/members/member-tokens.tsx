import Link from "next/link";
import * as en from "@/components/messages/en";
import { Status } from "@/components/tokens/status";
import { inFigures } from "@/lib/members/list-view";
import { displayName, type MemberTokens, type MemberView } from "@/lib/members/view";
import type { TokenView } from "@/lib/tokens/view";
import { KindIcon } from "./kind-icon";
import type { Looker } from "./member-actions";
import { roleLabel } from "./role-label";
import { Used } from "./used";

const CELL = "px-3 py-1.5 text-start align-middle";

/** A member's tokens: those they made and those they look after, the recently used first. */
export function MemberTokensTable({
  member,
  tokens,
  looker,
}: {
  member: MemberView;
  tokens: MemberTokens;
  looker: Looker;
}) {
  const name = displayName(member);
  const { columns } = en.member;
  const { personal, service } = member.tokens;
  return (
    <section aria-labelledby="tokens" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id="tokens" className="text-base font-semibold">
          {en.member.tokens}
          <span className="tnum ms-2 text-sm font-normal text-text-subtle">
            {en.member.personal(inFigures(personal))}, {en.member.service(inFigures(service))}
          </span>
        </h2>
        {tokens.items.length > 0 && (
          <Link href={`/tokens?owner=${member.id}`} prefetch={false} className="rounded-sm text-accent hover:underline">
            {en.member.allTokens}
          </Link>
        )}
      </div>
      {tokens.items.length === 0 ? (
        <p className="text-text-subtle">{en.member.noTokens(name)}</p>
      ) : (
        <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
          <table className="w-full border-collapse">
            <caption className="sr-only">{en.member.tokensCaption(name)}</caption>
            <thead>
              <tr className="border-b border-line text-xs text-text-subtle [&_th]:h-8 [&_th]:px-3 [&_th]:text-start [&_th]:font-normal">
                <th scope="col">{columns.name}</th>
                <th scope="col" className="max-sm:hidden">
                  {columns.role}
                </th>
                <th scope="col">{columns.lastUsed}</th>
                <th scope="col" className="max-sm:hidden">
                  {columns.status}
                </th>
              </tr>
            </thead>
            <tbody>
              {tokens.items.map((token) => (
                <tr key={token.id} className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover">
                  <th scope="row" className={`${CELL} w-full max-w-0 font-normal max-sm:w-3/5`}>
                    <span className="flex items-center gap-2">
                      <KindIcon kind={token.kind} />
                      <span className="min-w-0">
                        <Link
                          href={`/tokens/${token.id}`}
                          prefetch={false}
                          className="block truncate rounded-sm text-text hover:underline"
                          dir="auto"
                          title={token.name}
                        >
                          {token.name || token.id}
                        </Link>
                        <Keeper token={token} memberId={member.id} name={name} />
                      </span>
                    </span>
                    <span className="mt-0.5 block sm:hidden">
                      <Status status={token.status} />
                    </span>
                  </th>
                  <td className={`${CELL} whitespace-nowrap max-sm:hidden`}>{roleLabel(token.role)}</td>
                  <td
                    className={`${CELL} whitespace-nowrap max-sm:whitespace-normal max-sm:[&_time]:whitespace-normal`}
                  >
                    <Used token={token} looker={looker} />
                  </td>
                  <td className={`${CELL} max-sm:hidden`}>
                    <Status status={token.status} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {tokens.more && <p className="text-xs text-text-subtle">{en.member.onlyRecent(tokens.items.length)}</p>}
    </section>
  );
}

/** Where a token's maker and whoever looks after it are two. */
function Keeper({ token, memberId, name }: { token: TokenView; memberId: string; name: string }) {
  const { caretaker, member } = token;
  if (!caretaker || caretaker.id === member.id) return null;
  const says =
    caretaker.id === memberId
      ? en.member.madeBy(displayName(member), name)
      : en.member.handedOn(displayName(caretaker));
  return <span className="block truncate text-2xs text-text-subtle">{says}</span>;
}
