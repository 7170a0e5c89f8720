import type { RoutePage } from "../contract/contract";
import { EXAMPLE_TOKEN } from "./example";

const tag = "Access tokens";
const on = (action: string) => [
  { action, resource: "member/*:token/*" },
  { action, resource: "service-token/*" },
];
const CHANGES = ["updateAccessTokenName", "updateAccessTokenDescription", "updateAccessTokenExpiry"].flatMap(on);

export const listPage: RoutePage = {
  tag,
  operationId: "getTokens",
  description:
    "The caller's own personal tokens and the account's service tokens, newest first. To see everybody's with `showAll` takes `deleteAccessToken` on `member/*:token/*`. Versions up to 20220603 answer with the whole list unless a page is asked for.",
  needs: [],
  refuses: [],
  example: {
    items: [EXAMPLE_TOKEN],
    totalCount: 1,
    _links: { self: { href: "/api/v2/tokens?limit=25&offset=0", type: "application/json" } },
  },
};

export const createPage: RoutePage = {
  tag,
  operationId: "postToken",
  description:
    "Its permission is given in one of three forms: `role`, `customRoleIds` or `inlineRole`; without any it is a Reader's. The whole secret is in this answer and in no later one.",
  needs: on("createAccessToken"),
  refuses: [403],
  bodies: {
    "with a base role": { name: "deploy-bot", role: "writer", serviceToken: true },
    "with custom roles": { name: "deploy-bot", customRoleIds: ["deployer"] },
    "with a policy of its own": {
      name: "flag-reader",
      inlineRole: [{ effect: "allow", actions: ["viewFlag"], resources: ["proj/*:env/*:flag/*"] }],
      expirationDate: 1798761600000,
    },
  },
  example: { ...EXAMPLE_TOKEN, token: "lkp_… (the whole secret)" },
};

export const readPage: RoutePage = {
  tag,
  operationId: "getToken",
  description: "A token that the caller may not see is answered like one that does not exist.",
  needs: [],
  refuses: [404],
  example: EXAMPLE_TOKEN,
};

export const updatePage: RoutePage = {
  tag,
  operationId: "patchToken",
  description:
    "A JSON Patch of `name`, `description`, `role`, `customRoleIds`, `inlineRole`, `defaultApiVersion`, `expirationDate` and `paused`, bare or with a comment. All of it happens or nothing. A form of permission that is newly written takes the place of the one before. The permission of a service token is fixed.",
  needs: [...CHANGES, { action: "updateAccessTokenPolicy", resource: "member/*:token/*" }],
  refuses: [403, 404, 422],
  bodies: {
    "a new name": [{ op: "replace", path: "/name", value: "deploy-bot-2" }],
    "another form of permission, with a comment": {
      patch: [
        { op: "remove", path: "/role" },
        { op: "add", path: "/customRoleIds", value: ["deployer"] },
      ],
      comment: "It deploys, nothing else.",
    },
  },
  example: { ...EXAMPLE_TOKEN, name: "deploy-bot-2" },
};

export const resetPage: RoutePage = {
  tag,
  operationId: "resetToken",
  description:
    "Gives the token a new secret, which only this answer carries. The old one dies at once, or at `expiry`. A personal token is rotated by nobody but its member.",
  needs: on("resetAccessToken"),
  refuses: [403, 404],
  bodies: { "with an end for the old secret": { expiry: 1798761600000 } },
  example: { ...EXAMPLE_TOKEN, token: "lks_… (the whole secret)" },
};

export const removePage: RoutePage = {
  tag,
  operationId: "deleteToken",
  description: "Revokes the token at once and for good.",
  needs: on("deleteAccessToken"),
  refuses: [403, 404],
};
