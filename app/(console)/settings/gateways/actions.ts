"use server";

import { ok } from "@/lib/core/result";
import { getDb } from "@/lib/db/client";
import { createGateway } from "@/lib/gateways/create-gateway";
import { createGatewayInput, revokeGatewayInput } from "@/lib/gateways/input";
import { revokeGateway } from "@/lib/gateways/revoke-gateway";
import { memberAction } from "@/lib/web/member-action";

/** Answers with the credential, the one time; nothing is revalidated here, since that would write the answer into a page. */
export const createGatewayAction = memberAction(createGatewayInput, async (principal, input) => {
  const made = await createGateway(getDb(), principal, input);
  if (!made.ok) return made;
  const { gateway, secret } = made.value;
  return ok({ name: gateway.name, credential: secret.reveal() });
});

export const revokeGatewayAction = memberAction(revokeGatewayInput, (principal, input) =>
  revokeGateway(getDb(), principal, input),
);
