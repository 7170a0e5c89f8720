"use client";

import { useEffect, useState } from "react";
import type { UpdateMemberInput } from "@/lib/members/input";
import type { Effects } from "@/lib/members/view";
import type { MemberActs } from "./member-actions";

const NOTHING: Effects = { tokens: [], kept: [], members: [], more: false };
const PAUSE_MS = 250; // of somebody who types a value

/** What a change of a member's rights, or a removal (`null`), would do; null while it is being asked. */
export function useEffects(
  ask: MemberActs["effects"],
  id: string,
  change: Omit<UpdateMemberInput, "id" | "comment"> | null,
): Effects | null {
  const asked = JSON.stringify(change);
  const [known, setKnown] = useState<{ asked: string; effects: Effects } | null>(null);
  useEffect(() => {
    let current = true;
    const keep = (effects: Effects) => current && setKnown({ asked, effects });
    const timer = setTimeout(() => {
      ask({ id, change: JSON.parse(asked) })
        .then((answer) => keep(answer.ok ? answer.value : NOTHING)) // what is wrong is said when it is saved
        .catch(() => keep(NOTHING));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, id, asked]);
  return known !== null && known.asked === asked ? known.effects : null;
}
