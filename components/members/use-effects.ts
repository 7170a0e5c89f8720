"use client";

import { useEffect, useState } from "react";
import * as en from "@/components/messages/en";
import { NO_TROUBLE, type Trouble, troubleOf } from "@/components/ui/use-act";
import type { UpdateMemberInput } from "@/lib/members/input";
import type { MemberEffects } from "@/lib/members/view";
import type { MemberActs } from "./member-actions";

/** What a change would do, or why that could not be told; neither while it is being asked. */
type Told = { readonly effects: MemberEffects | null; readonly trouble: Trouble };

const UNTOLD: Told = { effects: null, trouble: NO_TROUBLE };
const OFFLINE: Trouble = { sentence: en.common.offline, fields: {} };
/** The question wraps the change: its fields are named as the change's own. */
function asAsked({ sentence, fields }: Trouble): Trouble {
  const own = Object.entries(fields).map(([path, sentences]) => [path.replace(/^change\//, ""), sentences]);
  return { sentence, fields: Object.fromEntries(own) };
}

const PAUSE_MS = 250; // of somebody who types a value

/** What a change of a member's rights, or a removal (`null`), would do. */
export function useEffects(
  ask: MemberActs["effects"],
  id: string,
  change: Omit<UpdateMemberInput, "id" | "comment" | "seen"> | null,
): Told {
  const asked = JSON.stringify(change);
  const [known, setKnown] = useState<Told & { asked: string }>({ asked: "", ...UNTOLD });
  useEffect(() => {
    let current = true;
    const keep = (effects: MemberEffects | null, trouble: Trouble) => current && setKnown({ asked, effects, trouble });
    const timer = setTimeout(() => {
      ask({ id, change: JSON.parse(asked) })
        .then((answer) => (answer.ok ? keep(answer.value, NO_TROUBLE) : keep(null, asAsked(troubleOf(answer.error)))))
        .catch(() => keep(null, OFFLINE));
    }, PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [ask, id, asked]);
  return known.asked === asked ? known : UNTOLD;
}
