"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { TokenRules } from "@/lib/settings/view";

/** Of the token rules, what a form needs so as not to offer what would be refused. */
export type FormRules = Pick<
  TokenRules,
  "longestDays" | "neverAllowed" | "personalDays" | "serviceDays" | "overlapHours"
>;

const NO_RULES: FormRules = {
  longestDays: null,
  neverAllowed: true,
  personalDays: 90,
  serviceDays: 365,
  overlapHours: 168,
};
const RulesContext = createContext<FormRules>(NO_RULES);

/** The account's token rules as they were when the page was drawn; the server holds to those of the moment. */
export function useTokenRules(): FormRules {
  return useContext(RulesContext);
}

export function TokenRulesProvider({ rules, children }: { rules: FormRules; children: ReactNode }) {
  return <RulesContext value={rules}>{children}</RulesContext>;
}
