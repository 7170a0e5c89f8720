"use client";

import { useEffect, useState } from "react";
import type { BaseRole } from "@/lib/core/base-role";
import type { Affected, MemberActs } from "./member-actions";

/** What the change would do to the member's tokens; null while it is being asked. */
export function useAffected(ask: MemberActs["affected"], id: string, baseRole: BaseRole | null): Affected | null {
  const [known, setKnown] = useState<{ role: BaseRole | null; affected: Affected } | null>(null);
  useEffect(() => {
    let current = true;
    const nothing = { limited: [], kept: [] };
    ask({ id, baseRole })
      .then((answer) => current && setKnown({ role: baseRole, affected: answer.ok ? answer.value : nothing }))
      .catch(() => current && setKnown({ role: baseRole, affected: nothing }));
    return () => {
      current = false;
    };
  }, [ask, id, baseRole]);
  return known !== null && known.role === baseRole ? known.affected : null;
}
