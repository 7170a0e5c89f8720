"use client";

import { useEffect, useMemo, useState } from "react";
import type { Finding } from "@/components/policy/finding";
import { useCatalogue } from "@/components/policy/use-catalogue";
import type { LintContext } from "@/lib/policy/lint";
import type { Grants, Statement } from "@/lib/policy/statement";
import type { TokenKind } from "./role-draft";

type Linter = (statements: readonly Statement[], context: LintContext) => readonly Finding[];

/** The linter for a token's own policy; it is fetched once it is needed, and says nothing before. */
export function useLint(kind: TokenKind, yours: Grants, needed: boolean) {
  const [linter, setLinter] = useState<{ run: Linter } | null>(null);
  useEffect(() => {
    if (!needed) return;
    void import("@/lib/policy/lint").then((late) => setLinter({ run: late.lintStatements })).catch(() => null);
  }, [needed]);
  const catalogue = useCatalogue();
  return useMemo(() => {
    const context = { token: kind, ceilings: yours, catalogue };
    return linter && ((statements: readonly Statement[]) => linter.run(statements, context));
  }, [linter, kind, yours, catalogue]);
}
