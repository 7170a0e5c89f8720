"use client";

import { Lock } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import * as en from "@/components/messages/en";
import type { Ability } from "@/components/policy/ability";
import { heldWordsOf, YOUR_OWN } from "@/components/policy/held-words";
import { WhatItCanDo } from "@/components/policy/what-it-can-do";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/components/ui/format-time";
import { Segmented } from "@/components/ui/segmented";
import type { Act } from "@/components/ui/use-act";
import { displayName } from "@/lib/members/view";
import type { Grants } from "@/lib/policy/statement";
import type { TokenView } from "@/lib/tokens/view";
import { DeclaredRole } from "./declared-role";
import type { RoleChoices } from "./role-field";

const AbilityList = dynamic(() => import("./detail/ability-list").then((late) => late.AbilityList), { ssr: false });
const PolicyText = dynamic(() => import("./detail/policy-text").then((late) => late.PolicyText), { ssr: false });
const EditAccess = dynamic(() => import("./edit-access").then((late) => late.EditAccess), { ssr: false });
const Ceiling = dynamic(() => import("./ceiling").then((late) => late.Ceiling), { ssr: false });

type Props = {
  token: TokenView;
  /** What its grants come to, worked out on the server. */
  ability: Ability;
  grants: Grants;
  mine: boolean;
  madeOn: number;
  zone: string;
  /** What the role is chosen by, where the viewer may change it. */
  edit: RoleChoices | null;
  update: Act<{ name: string }>;
  /** The page of a new token that begins as this one. */
  duplicate: string;
  /** Why it may do this, and how much of it it uses, drawn on the server. */
  why: ReactNode;
};

/** The statuses in which it can do something now. */
const WORKS: readonly TokenView["status"][] = ["active", "expiring", "limited"];

const VIEWS = [
  { value: "matrix", label: en.access.views.matrix },
  { value: "list", label: en.access.views.list },
  { value: "json", label: en.access.views.json },
] as const;

/** What a token may do now and why: its role, the matrix of what is left of it, and for a service token what was fixed. */
export function TokenAccess({ token, ability, grants, mine, madeOn, zone, edit, update, duplicate, why }: Props) {
  const [editing, setEditing] = useState(false);
  const [showing, setShowing] = useState(false);
  const [view, setView] = useState<(typeof VIEWS)[number]["value"]>("matrix");
  const name = displayName(token.member);
  const service = token.kind === "service";
  if (editing && edit)
    return <EditAccess token={token} held={grants} edit={edit} update={update} onClose={() => setEditing(false)} />;
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <section aria-labelledby="can-now" className="min-w-0 rounded-lg border border-line bg-surface p-4">
        <div className="flex flex-wrap items-center justify-between gap-2 pb-3">
          <h2 id="can-now" className="text-base font-semibold">
            {WORKS.includes(token.status) ? en.can.titleNow : en.can.titleThen}
          </h2>
          <Segmented quiet legend={en.access.view} name="ability" value={view} options={VIEWS} onChange={setView} />
        </div>
        {view === "list" && <AbilityList rows={ability.rows} />}
        {view === "json" && <PolicyText grants={grants} />}
        {view === "matrix" && (
          <WhatItCanDo
            ability={ability}
            grants={grants}
            words={mine ? YOUR_OWN : heldWordsOf(name)}
            heldBy={
              mine
                ? en.can.whyColumns.yours
                : service
                  ? en.can.whyThen(name, formatDate(madeOn, zone))
                  : en.can.whyTheirs(name)
            }
            heldBody={service ? en.access.ceilingHeld(name) : undefined}
            note={service ? undefined : mine ? en.access.yourNote : en.access.personalNote(name)}
          />
        )}
        <div className="pt-3">{why}</div>
      </section>
      <div className="flex flex-col gap-6">
        <section
          aria-labelledby="declared"
          className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
        >
          <div className="flex items-center justify-between gap-3">
            <h2 id="declared" className="text-base font-semibold">
              {en.access.role}
            </h2>
            {edit && <Button onClick={() => setEditing(true)}>{en.access.editRole}</Button>}
          </div>
          <DeclaredRole role={token.role} service={service} />
        </section>
        {service && (
          <section aria-labelledby="fixed" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
            <h2 id="fixed" className="flex items-center gap-2 text-base font-semibold">
              <Lock aria-hidden className="size-4 text-text-muted" />
              {en.access.fixedTitle}
            </h2>
            <p className="text-text-muted">{en.access.fixedBody(name, formatDate(madeOn, zone))}</p>
            <Link href={duplicate} prefetch={false} className="w-fit rounded-sm text-accent hover:underline">
              {en.access.duplicate}
            </Link>
            <details onToggle={(event) => setShowing(event.currentTarget.open)}>
              <summary className="cursor-pointer rounded-sm text-accent">{en.access.showCeiling}</summary>
              {showing && <Ceiling grants={grants} creator={name} />}
            </details>
          </section>
        )}
      </div>
    </div>
  );
}
