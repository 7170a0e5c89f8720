"use server";

import { z } from "zod";
import { getDb } from "@/lib/db/client";
import { sessionEffects } from "@/lib/sessions/session-effects";
import { saveFactorRule } from "@/lib/settings/factor-rule";
import {
  previewSignInRulesInput,
  previewTokenRulesInput,
  renameAccountInput,
  saveFactorRuleInput,
  saveSignInRulesInput,
  saveTokenRulesInput,
} from "@/lib/settings/input";
import { readSettings } from "@/lib/settings/read-settings";
import { renameAccount } from "@/lib/settings/rename-account";
import { saveTokenRules } from "@/lib/settings/save-token-rules";
import { saveSignInRules } from "@/lib/settings/sign-in-rules";
import { ruleEffects } from "@/lib/tokens/rule-effects";
import { memberAction } from "@/lib/web/member-action";

export const settingsAction = memberAction(z.strictObject({}), (principal) => readSettings(getDb(), principal));

export const renameAccountAction = memberAction(renameAccountInput, (principal, input) =>
  renameAccount(getDb(), principal, input),
);

export const saveTokenRulesAction = memberAction(saveTokenRulesInput, (principal, input) =>
  saveTokenRules(getDb(), principal, input),
);

export const saveSignInRulesAction = memberAction(saveSignInRulesInput, (principal, input) =>
  saveSignInRules(getDb(), principal, input),
);

export const ruleEffectsAction = memberAction(previewTokenRulesInput, (principal, input) =>
  ruleEffects(getDb(), principal, input),
);

export const sessionEffectsAction = memberAction(previewSignInRulesInput, (principal, input) =>
  sessionEffects(getDb(), principal, input),
);

export const saveFactorRuleAction = memberAction(saveFactorRuleInput, (principal, input) =>
  saveFactorRule(getDb(), principal, input),
);
