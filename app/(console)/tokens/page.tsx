import { cookies } from "next/headers";
import * as en from "@/components/messages/en";
import { PageHeader } from "@/components/shell/page-header";
import { ChangedNote } from "@/components/tokens/changed-note";
import { countLabel } from "@/components/tokens/count-label";
import { ExpiryTimeline } from "@/components/tokens/expiry-timeline";
import { FilterBar } from "@/components/tokens/filter-bar";
import { filterChips } from "@/components/tokens/filter-chips";
import { COLUMNS, type Column, HIDDEN_COOKIE, readHidden } from "@/components/tokens/hidden-columns";
import { ListEmpty } from "@/components/tokens/list-empty";
import { frameOf, loadedSentence, pagerOf, restOf } from "@/components/tokens/list-frame";
import { ListNavigation } from "@/components/tokens/list-navigation";
import { ListNote } from "@/components/tokens/list-note";
import { exportHref, listHref, readListQuery } from "@/components/tokens/list-query";
import { toListRow } from "@/components/tokens/list-row";
import { NewTokenLink } from "@/components/tokens/new-token-link";
import { tableRow } from "@/components/tokens/token-cells";
import { TokenPager } from "@/components/tokens/token-pager";
import { TokenSearch } from "@/components/tokens/token-search";
import { TokenTable } from "@/components/tokens/token-table";
import { TokenTabs } from "@/components/tokens/token-tabs";
import { ViewButton } from "@/components/tokens/view-button";
import { readDisplay } from "@/components/ui/display";
import { getDb } from "@/lib/db/client";
import { whomToAsk } from "@/lib/members/whom-to-ask";
import type { Counted, TokenTab } from "@/lib/tokens/list-view";
import { makingRights } from "@/lib/tokens/making-rights";
import { seesEverybodys } from "@/lib/tokens/visibility";
import { requireMember } from "@/lib/web/session";
import { pauseTokenAction, resumeTokenAction, revokeTokenAction, updateTokenAction } from "./actions";
import {
  countChangesAction,
  facetAction,
  pauseTokensAction,
  previewBulkAction,
  revokeTokensAction,
} from "./list-actions";
import { readList, viewsOf } from "./read-list";
import { rotateTokenAction } from "./rotate-actions";

export const metadata = { title: "Tokens" };

const ACTS = {
  revoke: revokeTokenAction,
  pause: pauseTokenAction,
  resume: resumeTokenAction,
  update: updateTokenAction,
  rotate: rotateTokenAction,
  preview: previewBulkAction,
  revokeAll: revokeTokensAction,
  pauseAll: pauseTokensAction,
};
/** Columns that would say the same in every row of a tab, or take the room of what its rows are there to say. */
const TELLS_NOTHING: Partial<Record<TokenTab, Column[]>> = {
  mine: ["owner"],
  service: ["type"],
  attention: ["type", "created"],
};
const NONE: Counted = { n: 0, capped: false };

export default async function TokensPage({ searchParams }: PageProps<"/tokens">) {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const seesAll = seesEverybodys(principal);
  const views = viewsOf(seesAll);
  const { query, unknown } = readListQuery(await searchParams, views);
  const [{ page, counts, weeks, names }, making, jar] = await Promise.all([
    readList(db, principal, query),
    makingRights(db, principal),
    cookies(),
  ]);
  const denial = making.personal && making.service && making.personal;
  const reason = denial && en.making.noneAtAll[denial](await whomToAsk(db, principal));
  const now = Date.now();
  const display = readDisplay(jar);
  const about = { now, ...display, viewerId: viewer.memberId, reasons: query.view === "attention" };
  const list = "value" in page ? page.value : null;
  const count = list?.count ?? NONE;
  const tabs = "value" in counts ? counts.value : null;
  const hidden = readHidden(jar.get(HIDDEN_COOKIE)?.value);
  const away = [...hidden, ...(TELLS_NOTHING[query.view] ?? [])];
  const shown = COLUMNS.filter((column) => !away.includes(column));
  const rows = list?.items.map((token) => tableRow(toListRow(token, { ...about, uses: list.uses }), shown, now)) ?? [];
  const frame = frameOf(query, count);
  const nothing = list !== null && rows.length === 0;
  return (
    <ListNavigation address={listHref(query, { cursor: query.cursor })} loaded={loadedSentence(query, count)}>
      <div className="flex flex-col gap-4">
        <PageHeader title={en.tokens.title} count={tabs && countLabel(tabs[seesAll ? "all" : "mine"])}>
          <NewTokenLink reason={reason} />
        </PageHeader>
        <TokenTabs query={query} views={views} counts={tabs} />
        {weeks && "value" in weeks && <ExpiryTimeline data={weeks.value} query={query} />}
        <div className="flex flex-wrap items-start gap-2">
          <TokenSearch q={query.q} rest={restOf(query)} />
          <FilterBar query={query} names={names} {...filterChips(query, names)} facet={facetAction} />
          <ViewButton views={{ ...display, hidden }} exportHref={exportHref(query)} />
        </div>
        {unknown && <ListNote>{en.filters.unknown}</ListNote>}
        {list?.brokenCursor && <ListNote>{en.tokens.brokenCursor}</ListNote>}
        <div>
          <ChangedNote set={frame.set} since={now} count={countChangesAction} />
          <TokenTable
            rows={rows}
            frame={frame}
            count={count}
            hidden={away}
            failed={"failed" in page ? page.failed : null}
            empty={nothing ? <ListEmpty query={query} names={names} reason={reason} /> : null}
            timesIn={display.times === "relative" ? null : display.times === "utc" ? "UTC" : display.zone}
            viewerId={viewer.memberId}
            now={now}
            zone={display.zone}
            acts={ACTS}
          />
        </div>
        {list && !nothing && <TokenPager {...pagerOf(query, list, rows.length)} />}
      </div>
    </ListNavigation>
  );
}
