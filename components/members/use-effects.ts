"use client";

import { useCallback, useState } from "react";
import { type Trouble, useAct } from "@/components/ui/use-act";
import type { UpdateMemberInput } from "@/lib/members/input";
import type { MemberEffects } from "@/lib/members/view";
import type { MemberActs } from "./member-actions";

type Change = Pick<UpdateMemberInput, "baseRole" | "roles" | "roleAttributes">;
/** What a change would do; `earlier` is what was shown before, where something else would happen by now. */
type Known = { readonly effects: MemberEffects | null; readonly earlier: MemberEffects | null };

const NOTHING: Known = { effects: null, earlier: null };

/** The question wraps the change: its fields are named as the change's own. */
function asAsked({ sentence, fields }: Trouble): Trouble {
  const own = Object.entries(fields).map(([path, sentences]) => [path.replace(/^change\//, ""), sentences]);
  return { sentence, fields: Object.fromEntries(own) };
}

/** Asks what a change of a member's rights, or their removal (`null`), would do; `look` answers with it too, null where that was refused. */
export function useEffects(ask: MemberActs["effects"]) {
  const [known, setKnown] = useState<Known>(NOTHING);
  const { run, busy, trouble } = useAct(ask);
  const look = useCallback(
    async (id: string, change: Change | null): Promise<MemberEffects | null> => {
      const answer = await run({ id, change });
      if (!answer) return null;
      setKnown(({ effects }) => ({ effects: answer.value, earlier: effects }));
      return answer.value;
    },
    [run],
  );
  const forget = useCallback(() => setKnown(NOTHING), []);
  return { ...known, look, forget, busy, trouble: asAsked(trouble) };
}
