import { z } from "zod";
import { openRoute } from "./open-route";
import { link, linksRep } from "./reps";

const to = (path: string) => link(`/api/v2${path}`);
const LINKS = {
  self: to(""),
  account: to("/account"),
  auditlog: to("/auditlog"),
  "caller-identity": to("/caller-identity"),
  members: to("/members"),
  openapi: to("/openapi.json"),
  roles: to("/roles"),
  tokens: to("/tokens"),
  versions: to("/versions"),
};

/** The entry of the API: where to go next. The key is `links`, without an underscore (semantics 4.10). */
export const root = openRoute(
  {
    path: "/",
    summary: "Find the way",
    page: {
      tag: "Other",
      operationId: "getRoot",
      description: "Where each room begins.",
      needs: [],
      refuses: [],
      example: { links: LINKS },
    },
    answer: z.object({ links: linksRep }),
  },
  () => ({ links: LINKS }),
);
