"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { revokeTokenInput } from "@/lib/tokens/input";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { memberAction } from "@/lib/web/member-action";

export const revokeTokenAction = memberAction(revokeTokenInput, async (principal, input) => {
  const revoked = await revokeToken(getDb(), principal, input);
  return revoked.ok ? ok({ name: revoked.value.name }) : revoked;
});
