"use client";

import { useEffect, useMemo, useState } from "react";
import type { Finding } from "@/components/policy/finding";
import { useCatalogue } from "@/components/policy/use-catalogue";
import type { BasePermissions } from "@/lib/core/base-role";
import type { LintContext } from "@/lib/policy/lint";
import type { Statement } from "@/lib/policy/statement";
import { roleGrants } from "./role-grants";

type Linter = (statements: readonly Statement[], context: LintContext) => readonly Finding[];

/** The linter for a role's policy; it is fetched beside the page, and says nothing before. */
export function useRoleLint(basePermissions: BasePermissions) {
  const [linter, setLinter] = useState<{ run: Linter } | null>(null);
  useEffect(() => {
    void import("@/lib/policy/lint").then((late) => setLinter({ run: late.lintStatements })).catch(() => null);
  }, []);
  const catalogue = useCatalogue();
  return useMemo(() => {
    const floor = roleGrants({ policy: [], basePermissions })[0].policies.flatMap(({ statements }) => statements);
    const context = { token: null, floor, catalogue };
    return linter ? (statements: readonly Statement[]) => linter.run(statements, context) : undefined;
  }, [linter, basePermissions, catalogue]);
}
