import { z } from "zod";
import { ok } from "@/lib/core/result";
import { idRep } from "./reps";
import { NOTHING, tokenRoute } from "./token-route";

const callerIdentityRep = z.object({
  accountId: idRep,
  authKind: z.literal("token"),
  tokenKind: z.enum(["personal", "service"]),
  tokenId: idRep,
  tokenName: z.string(),
  memberId: idRep.optional(),
  serviceToken: z.boolean(),
});

/** Says whose token this is (semantics 4.10). */
export const callerIdentity = tokenRoute(
  {
    method: "get",
    path: "/caller-identity",
    summary: "Identify the caller",
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
