"use client";

import { useEffect, useState } from "react";
import type { RoleEffects } from "@/lib/members/view";
import type { RoleActs } from "./role-acts";
import type { Draft } from "./role-draft";

const PAUSE_MS = 500;

/** What a draft of a role would do, asked when the writer pauses; null while it is not known, or for a faulty policy. */
export function useRoleEffects(ask: RoleActs["effects"], role: string, draft: Draft | null): RoleEffects | null {
  const asked = draft && JSON.stringify({ role, policy: draft.policy, basePermissions: draft.basePermissions });
  const [known, setKnown] = useState<{ asked: string; effects: RoleEffects } | null>(null);
  useEffect(() => {
    if (asked === null) return;
    let current = true;
    const timer = setTimeout(() => {
      ask(JSON.parse(asked))
        .then((answer) => current && answer.ok && setKnown({ asked, effects: answer.value }))
        .catch(() => {}); // the review asks again, and says what is wrong
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, asked]);
  return known !== null && known.asked === asked ? known.effects : null;
}
