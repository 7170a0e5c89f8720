"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { revokeTokenInput, updateTokenInput } from "@/lib/tokens/input";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { updateToken } from "@/lib/tokens/update-token";
import { memberAction } from "@/lib/web/member-action";

export const updateTokenAction = memberAction(updateTokenInput, async (principal, input) => {
  const updated = await updateToken(getDb(), principal, input);
  return updated.ok ? ok({ name: updated.value.name }) : updated;
});

export const revokeTokenAction = memberAction(revokeTokenInput, async (principal, input) => {
  const revoked = await revokeToken(getDb(), principal, input);
  return revoked.ok ? ok({ name: revoked.value.name }) : revoked;
});
