import { KeyRound, Plus } from "lucide-react";
import { cookies } from "next/headers";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { type ListQuery, listHref, PAGE_SIZE, readListQuery } from "@/components/tokens/list-query";
import { NewTokenLink } from "@/components/tokens/new-token-link";
import { TokenPager } from "@/components/tokens/token-pager";
import { TokenSearch } from "@/components/tokens/token-search";
import { TokenTable } from "@/components/tokens/token-table";
import { TokenTabs } from "@/components/tokens/token-tabs";
import { ButtonLink } from "@/components/ui/button-link";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { getDb } from "@/lib/db/client";
import { whomToAsk } from "@/lib/members/whom-to-ask";
import { countTokens } from "@/lib/tokens/count-tokens";
import { listTokens } from "@/lib/tokens/list-tokens";
import { makingRights } from "@/lib/tokens/making-rights";
import { tokenPermissions } from "@/lib/tokens/permissions";
import { seesEverybodys } from "@/lib/tokens/visibility";
import { requireMember } from "@/lib/web/session";
import { pauseTokenAction, revokeTokenAction } from "./actions";

export const metadata = { title: "Tokens" };

export default async function TokensPage({ searchParams }: PageProps<"/tokens">) {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const seesAll = seesEverybodys(principal);
  const query = readListQuery(await searchParams, seesAll ? "all" : "mine");
  const { view, q, sort, page } = query;
  const [list, counts, making, jar] = await Promise.all([
    listTokens(db, principal, { showAll: true, view, q, sort, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    countTokens(db, principal),
    makingRights(db, principal),
    cookies(),
  ]);
  const revocable = list.items
    .filter((token) => isLiving(token.status) && tokenPermissions(principal, token).revoke)
    .map(({ id }) => id);
  const denial = making.personal && making.service && making.personal;
  const reason = denial && en.create.noneAtAll[denial](await whomToAsk(db, principal));
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.tokens.title} count={seesAll ? counts.all : counts.mine}>
        <NewTokenLink reason={reason} />
      </PageHeader>
      <TokenTabs query={query} counts={counts} seesAll={seesAll} />
      <TokenSearch query={query} />
      {list.items.length === 0 ? (
        <Nothing query={query} reason={reason} />
      ) : (
        <>
          <TokenTable
            tokens={list.items}
            revocable={revocable}
            query={query}
            total={list.total}
            viewerId={viewer.memberId}
            now={Date.now()}
            zone={readDisplay(jar).zone}
            revoke={revokeTokenAction}
            pause={pauseTokenAction}
          />
          <TokenPager query={query} shown={list.items.length} total={list.total} />
        </>
      )}
    </div>
  );
}

const isLiving = (status: string) => status !== "revoked" && status !== "deactivated";

/** Why the list is empty, and the one thing to do about it. */
function Nothing({ query, reason }: { query: ListQuery; reason: string | null }) {
  const icon = <KeyRound aria-hidden />;
  if (query.q !== "" || query.page > 1) {
    return (
      <EmptyState
        icon={icon}
        title={en.empty.filtered}
        action={<ButtonLink href={listHref(query, { q: "" })}>{en.empty.clear}</ButtonLink>}
      />
    );
  }
  if (query.view === "inactive") return <EmptyState icon={icon} title={en.empty.inactive} />;
  if (reason !== null)
    return (
      <EmptyState icon={icon} title={en.empty.notAllowed}>
        {reason}
      </EmptyState>
    );
  const action = (
    <ButtonLink href="/tokens/new" icon={<Plus aria-hidden className="size-4" />}>
      {en.empty.first}
    </ButtonLink>
  );
  return (
    <EmptyState icon={icon} title={en.empty.tokens} action={action}>
      {en.empty.tokensBody}
    </EmptyState>
  );
}
