import { z } from "zod";
import { ok } from "@/lib/core/result";
import type { RoutePage } from "./contract/contract";
import { idRep } from "./reps";
import { NOTHING, tokenRoute } from "./token-route";

const callerIdentityRep = z
  .object({
    accountId: idRep,
    authKind: z.literal("token"),
    tokenKind: z.enum(["personal", "service"]),
    tokenId: idRep,
    tokenName: z.string(),
    memberId: idRep.optional(),
    serviceToken: z.boolean(),
  })
  .meta({ id: "CallerIdentity" });

const page: RoutePage = {
  tag: "Other",
  operationId: "getCallerIdentity",
  description: "Whose token this is, and what kind. Without `memberId` nobody answers for it any more.",
  needs: [],
  refuses: [],
  example: {
    accountId: "6720c0ffee00000000000001",
    authKind: "token",
    tokenKind: "service",
    tokenId: "6720c0ffee0000000000b001",
    tokenName: "deploy-bot",
    memberId: "6720c0ffee0000000000a001",
    serviceToken: true,
  },
};

/** Says whose token this is (semantics 4.10). */
export const callerIdentity = tokenRoute(
  {
    method: "get",
    path: "/caller-identity",
    summary: "Identify the caller",
    page,
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: callerIdentityRep,
    status: 200,
  },
  async ({ principal, tokenId, tokenName }) => {
    const service = principal.memberId === null;
    return ok({
      accountId: principal.accountId,
      authKind: "token",
      tokenKind: service ? "service" : "personal",
      tokenId,
      tokenName,
      ...(principal.answersFor === null ? {} : { memberId: principal.answersFor }),
      serviceToken: service,
    });
  },
);
