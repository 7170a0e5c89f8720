import { KeyRound } from "lucide-react";
import { cookies } from "next/headers";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { OwnKinds } from "@/components/policy/own-kinds";
import { beginAs } from "@/components/tokens/new/begin";
import { Prefilled } from "@/components/tokens/new/prefilled";
import { NewTokenForm } from "@/components/tokens/new-token-form";
import { readPrefill } from "@/components/tokens/prefill";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { levelOf } from "@/lib/access/level";
import { getDb } from "@/lib/db/client";
import { whomToAsk } from "@/lib/members/whom-to-ask";
import { listRoleChoices } from "@/lib/roles/list-role-choices";
import { makingRights } from "@/lib/tokens/making-rights";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { createTokenAction, sameNameAction } from "./actions";

export const metadata = { title: "New token" };

export default async function NewTokenPage({ searchParams }: PageProps<"/tokens/new">) {
  const { principal } = await requireMember();
  const db = getDb();
  const [making, { choices, attributes }, own, names, jar] = await Promise.all([
    makingRights(db, principal),
    listRoleChoices(db, principal),
    ownKinds(db, principal),
    whomToAsk(db, principal),
    cookies(),
  ]);
  const { zone } = readDisplay(jar);
  const reason = (kind: "personal" | "service") => {
    const denial = making[kind];
    return denial && en.making.denied[denial](kind, names);
  };
  const denied = { personal: reason("personal"), service: reason("service") };
  const mine = levelOf(principal.grants);
  const { given, unusable } = readPrefill(await searchParams);
  const { begin, told } = beginAs(given, unusable, { mine, choices, denied });
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <nav aria-label={en.common.breadcrumb} className="pb-1 text-xs text-text-subtle">
          <Link href="/tokens" className="hover:underline">
            {en.nav.tokens}
          </Link>
          {" / "}
          {en.create.crumb}
        </nav>
        <h1 className="text-xl font-semibold">{en.create.title}</h1>
      </div>
      {making.personal && making.service ? (
        <EmptyState icon={<KeyRound aria-hidden />} title={en.empty.notAllowed}>
          {en.making.noneAtAll[making.personal](names)}
        </EmptyState>
      ) : (
        <OwnKinds kinds={own}>
          <Prefilled told={told} />
          <NewTokenForm
            create={createTokenAction}
            sameName={sameNameAction}
            begin={begin}
            roles={{ mine, yours: principal.grants, choices, attributes }}
            denied={denied}
            now={Date.now()}
            zone={zone}
          />
        </OwnKinds>
      )}
    </div>
  );
}
