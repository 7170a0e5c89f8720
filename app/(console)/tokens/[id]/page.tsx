import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { EVERYTHING, logHref } from "@/components/audit/log-address";
import * as en from "@/components/messages/en";
import { abilityOf } from "@/components/policy/ability";
import { OwnKinds } from "@/components/policy/own-kinds";
import { actsOn } from "@/components/tokens/detail/acts";
import { Crumbs } from "@/components/tokens/detail/crumbs";
import { marksOf } from "@/components/tokens/detail/day-marks";
import { pageHref, readPageQuery } from "@/components/tokens/detail/page-query";
import { TokenActivity } from "@/components/tokens/detail/token-activity";
import { TokenDialogs } from "@/components/tokens/detail/token-dialogs";
import { TokenEnding } from "@/components/tokens/detail/token-ending";
import { TokenHeader } from "@/components/tokens/detail/token-header";
import { TokenHistory } from "@/components/tokens/detail/token-history";
import { TokenNotices } from "@/components/tokens/detail/token-notices";
import { TokenSecrets } from "@/components/tokens/detail/token-secrets";
import { TokenTiles } from "@/components/tokens/detail/token-tiles";
import { TokenWhy } from "@/components/tokens/detail/token-why";
import { exercisedOf, reasonsFor } from "@/components/tokens/detail/why";
import { duplicateHref } from "@/components/tokens/prefill";
import { TokenAccess } from "@/components/tokens/token-access";
import { readDisplay } from "@/components/ui/display";
import { levelOf } from "@/lib/access/level";
import { getDb } from "@/lib/db/client";
import { displayName } from "@/lib/members/view";
import { catalogueWith } from "@/lib/policy/catalogue";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { getTokenAccess } from "@/lib/tokens/get-token-access";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { confirmSecretAction } from "../../secret-actions";
import {
  endOldSecretAction,
  listCaretakersAction,
  nameCaretakerAction,
  pauseTokenAction,
  resumeTokenAction,
  revokeTokenAction,
  updateTokenAction,
} from "../actions";
import { rotateTokenAction } from "../rotate-actions";
import { pageDataOf, titleOf } from "./page-data";

const EXPIRING_MS = 7 * 86_400_000;

export async function generateMetadata({ params }: PageProps<"/tokens/[id]">) {
  return { title: await titleOf((await params).id) };
}

export default async function TokenPage({ params, searchParams }: PageProps<"/tokens/[id]">) {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const found = await getTokenAccess(db, principal, (await params).id);
  if (!found.ok) notFound();
  const { token, grants } = found.value;
  const query = readPageQuery(await searchParams);
  const duplicate = duplicateHref(token);
  if (query.act === "duplicate") redirect(duplicate);
  const { zone } = readDisplay(await cookies());
  const own = token.kind === "personal" && token.member.id === viewer.memberId;
  const [data, ownNamed] = await Promise.all([pageDataOf(db, principal, token, query, zone), ownKinds(db, principal)]);
  const catalogue = catalogueWith(ownNamed);
  const acts = actsOn({ token, own, allowed: data.allowed, names: data.names });
  const editable = acts.rename !== undefined && own && data.mayEditPolicy;
  const choices = editable ? await listRoleChoices(db, principal) : null;
  const ability = abilityOf(
    grants,
    catalogue,
    own ? undefined : en.access.everything(token.kind, displayName(token.member)),
  );
  const now = Date.now();
  const asked = query.act !== null && acts[query.act] === null ? query.act : null;
  const soon = token.expiresAt !== null && token.expiresAt > now && token.expiresAt - now <= EXPIRING_MS;
  return (
    <TokenDialogs
      token={token}
      viewerId={viewer.memberId}
      now={now}
      zone={zone}
      asked={asked}
      doors={{
        update: updateTokenAction,
        rotate: rotateTokenAction,
        pause: pauseTokenAction,
        resume: resumeTokenAction,
        revoke: revokeTokenAction,
        caretaker: nameCaretakerAction,
        caretakers: listCaretakersAction,
      }}
    >
      <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
        <div>
          <Crumbs name={token.name || token.id} />
          <TokenHeader
            token={token}
            parent={data.parent}
            zone={zone}
            acts={acts}
            expiringToo={soon && (token.status === "limited" || token.status === "paused")}
            duplicate={duplicate}
            update={updateTokenAction}
          />
        </div>
        {(query.unknownAct || (query.act !== null && asked === null)) && (
          <p className="text-xs text-text-subtle">{en.actWords.unknown}</p>
        )}
        <TokenNotices
          token={token}
          own={own}
          acts={acts}
          told={data.told}
          since={data.since}
          sinceHref={data.since && logHref(EVERYTHING, { object: data.since.target.id, entry: data.since.id })}
          blocked={data.activity.blocked}
          mayConfirm={data.mayConfirm}
          now={now}
          zone={zone}
          confirm={confirmSecretAction}
        />
        <TokenTiles token={token} activity={data.activity} acts={acts} now={now} zone={zone} />
        <TokenSecrets
          token={token}
          secrets={data.activity.secrets}
          mayEndOld={data.allowed.endOld}
          now={now}
          zone={zone}
          endOld={endOldSecretAction}
        />
        <OwnKinds kinds={ownNamed}>
          <TokenAccess
            token={token}
            ability={ability}
            grants={grants}
            mine={own}
            madeOn={token.createdAt}
            zone={zone}
            edit={choices && { ...choices, mine: levelOf(principal.grants), yours: principal.grants }}
            update={updateTokenAction}
            duplicate={duplicate}
            why={
              <TokenWhy
                reasons={reasonsFor(grants, catalogue)}
                held={ability.held}
                fixed={token.kind === "service"}
                exercised={exercisedOf(ability.rows, data.activity.actions)}
                days={query.days}
              />
            }
          />
        </OwnKinds>
        <TokenActivity
          id={token.id}
          activity={data.activity}
          marks={marksOf(data.marked)}
          query={query}
          now={now}
          zone={zone}
        />
        <TokenHistory
          entries={data.history?.items ?? null}
          olderHref={data.history?.next ? pageHref(token.id, query, { history: data.history.next }) : null}
          newestHref={query.history === null ? null : pageHref(token.id, query, { history: null })}
          logHref={logHref(EVERYTHING, { object: token.id })}
          zone={zone}
        />
        <TokenEnding acts={acts} paused={token.paused} />
      </div>
    </TokenDialogs>
  );
}
