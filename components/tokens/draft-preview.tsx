"use client";

import { useDeferredValue, useMemo } from "react";
import * as en from "@/components/messages/en";
import { abilityOf } from "@/components/policy/ability";
import { YOUR_OWN } from "@/components/policy/held-words";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { WhatItCanDo } from "@/components/policy/what-it-can-do";
import { Button } from "@/components/ui/button";
import type { Grants } from "@/lib/policy/statement";
import { Preview } from "./preview";
import type { TokenKind } from "./role-draft";

type Props = { kind: TokenKind; grants: Grants; onTrim: () => void };

/** What the token would be able to do if it were made now, and how long that stays so. */
export function DraftPreview({ kind, grants, onTrim }: Props) {
  const settled = useDeferredValue(grants);
  const catalogue = useCatalogue();
  const ability = useMemo(() => abilityOf(settled, catalogue), [settled, catalogue]);
  const { sentence, held } = ability;
  return (
    <Preview title={en.can.title} summary={held.count > 0 ? `${sentence} ${en.can.someHeld}` : sentence}>
      <WhatItCanDo
        ability={ability}
        grants={settled}
        words={YOUR_OWN}
        heldBy={en.can.whyColumns.yours}
        heldBody={kind === "service" ? en.can.heldBack.yoursNow : en.can.heldBack.yours}
        heldAct={kind === "service" && <Button onClick={onTrim}>{en.can.heldBack.trim}</Button>}
        note={kind === "service" ? en.can.serviceFixed : en.can.personalFollows}
      />
    </Preview>
  );
}
