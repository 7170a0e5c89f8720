import { z } from "zod";
import { ok } from "@/lib/core/result";
import { getAccount } from "@/lib/principals/get-account";
import { idRep, link, linksRep } from "./reps";
import { NOTHING, tokenRoute } from "./token-route";

const accountRep = z.object({ _id: idRep, organization: z.string(), _links: linksRep }).meta({ id: "Account" });

/** Names the account, to whoever has any token of it: its command line says who one is by this (semantics 4.10, 7.5). */
export const account = tokenRoute(
  {
    method: "get",
    path: "/account",
    summary: "Read the account",
    page: {
      tag: "Other",
      operationId: "getAccount",
      description: "The account that the token belongs to, by name.",
      needs: [],
      refuses: [],
      example: { _id: "6720c0ffee00000000000001", organization: "Acme", _links: { self: link("/api/v2/account") } },
    },
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: accountRep,
    status: 200,
  },
  async ({ principal }, _, { db }) => {
    const { id, name } = await getAccount(db, principal);
    return ok({ _id: id, organization: name, _links: { self: link("/api/v2/account") } });
  },
);
