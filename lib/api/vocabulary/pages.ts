import type { RoutePage } from "../contract/contract";
import { link } from "../reps";

const tag = "Other";
const ACCOUNT = "acct";
const TYPE = { type: "api:order", label: "Orders", singular: "order", example: "api/orders:order/1042" };
const REFUND = { name: "refundOrder", label: "Refund", group: "manage" };

const EXAMPLE = {
  types: [{ ...TYPE, actions: [{ name: "viewOrder", label: "View order", group: "view" }, REFUND] }],
  _links: { self: link("/api/v2/vocabulary") },
};

export const readPage: RoutePage = {
  tag,
  operationId: "getVocabulary",
  description: "Our own. The types and actions that the account named itself; an empty list where it named none.",
  needs: [{ action: "viewAccount", resource: ACCOUNT }],
  refuses: [403],
  example: EXAMPLE,
};

export const replacePage: RoutePage = {
  tag,
  operationId: "putVocabulary",
  description:
    "Our own. Replaces the whole vocabulary. It gives types and actions labels in the console and decides nothing: policies may name any type. A problem is told with its place, `/types/0/actions/2/name`.",
  needs: [{ action: "updateVocabulary", resource: ACCOUNT }],
  refuses: [403],
  bodies: { "a type": { types: [{ ...TYPE, actions: ["viewOrder", REFUND] }] } },
  example: EXAMPLE,
};

export const removePage: RoutePage = {
  tag,
  operationId: "deleteVocabulary",
  description: "Our own. Policies that name its types go on as they are.",
  needs: [{ action: "updateVocabulary", resource: ACCOUNT }],
  refuses: [403],
};
