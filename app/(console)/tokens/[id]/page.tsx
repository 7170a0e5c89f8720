import { cookies } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import * as en from "@/components/messages/en";
import { abilityOf } from "@/components/policy/ability";
import { TokenAccess } from "@/components/tokens/token-access";
import { TokenFacts } from "@/components/tokens/token-facts";
import { TokenHeader } from "@/components/tokens/token-header";
import { TokenNotices } from "@/components/tokens/token-notices";
import { readDisplay } from "@/components/ui/display";
import { levelOf } from "@/lib/access/level";
import { getDb } from "@/lib/db/client";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { getToken } from "@/lib/tokens/get-token";
import { getTokenAccess } from "@/lib/tokens/get-token-access";
import { authorizeManaging, tokenPermissions } from "@/lib/tokens/permissions";
import { requireMember } from "@/lib/web/session";
import { pauseTokenAction, revokeTokenAction, updateTokenAction } from "../actions";

export const metadata = { title: "Token" };

export default async function TokenPage({ params }: PageProps<"/tokens/[id]">) {
  const { principal, viewer } = await requireMember();
  const db = getDb();
  const found = await getTokenAccess(db, principal, (await params).id);
  if (!found.ok) notFound();
  const { token, grants } = found.value;
  const [parent, jar] = await Promise.all([
    token.viaTokenId === null ? null : getToken(db, principal, token.viaTokenId),
    cookies(),
  ]);
  const { zone } = readDisplay(jar);
  const now = Date.now();
  const living = token.status !== "revoked" && token.status !== "deactivated";
  const mine = token.kind === "personal" && token.member.id === viewer.memberId;
  const may = tokenPermissions(principal, token);
  const editable = living && mine && authorizeManaging(principal, token, "updateAccessTokenPolicy").ok;
  const choices = editable ? await listRoleChoices(db, principal) : null;
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <nav aria-label="Breadcrumb" className="pb-1 text-xs text-text-subtle">
          <Link href="/tokens" className="hover:underline">
            {en.detail.crumb}
          </Link>
          {" / "}
          <span dir="auto">{token.name || token.id}</span>
        </nav>
        <TokenHeader
          token={token}
          parent={parent?.ok ? { id: parent.value.id, name: parent.value.name || parent.value.id } : null}
          now={now}
          zone={zone}
          viewerId={viewer.memberId}
          may={{ rename: living && may.update, revoke: living && may.revoke }}
          update={updateTokenAction}
          revoke={revokeTokenAction}
          pause={pauseTokenAction}
        />
      </div>
      <TokenNotices token={token} mine={mine} mayRevoke={may.revoke} zone={zone} />
      <TokenFacts token={token} now={now} zone={zone} />
      <TokenAccess
        token={token}
        ability={abilityOf(grants)}
        grants={grants}
        mine={mine}
        madeOn={token.createdAt}
        zone={zone}
        edit={choices && { ...choices, mine: levelOf(principal.grants), yours: principal.grants }}
        update={updateTokenAction}
      />
    </div>
  );
}
