import type { RoutePage } from "../contract/contract";
import { link } from "../reps";

const tag = "Account members";
const RESOURCE = "member/*";
const ID = "6720c0ffee0000000000a001";
const on = (...actions: string[]) => actions.map((action) => ({ action, resource: RESOURCE }));
const CHANGES = on("updateRole", "updateCustomRole", "updateMemberRoleAttributes");

const EXAMPLE_MEMBER = {
  _links: { self: link(`/api/v2/members/${ID}`), parent: link("/api/v2/members") },
  _id: ID,
  role: "reader",
  email: "priya@acme.example",
  firstName: "Priya",
  lastName: "Shah",
  _pendingInvite: false,
  _verified: true,
  customRoles: ["6720c0ffee0000000000c001"],
  mfa: "disabled",
  _lastSeen: 1790000360000,
  creationDate: 1780000000000,
};

export const listPage: RoutePage = {
  tag,
  operationId: "getMembers",
  description:
    "Without the action it lists those whom the caller may see, themselves in any case. A filter knows `query`, `role`, `id`, `email`, `team`, `noteam` and `lastSeen`, whose value is a JSON object.",
  needs: on("viewMember"),
  refuses: [],
  example: {
    items: [EXAMPLE_MEMBER],
    totalCount: 1,
    _links: { self: link("/api/v2/members?limit=20&offset=0") },
  },
};

export const invitePage: RoutePage = {
  tag,
  operationId: "postMembers",
  description:
    "Up to 50 at once, all of them or none. Each has a base role or custom roles. If addresses are why, the answer lists them in `invalid_emails`.",
  needs: on("createMember"),
  refuses: [403],
  bodies: {
    "with a base role": [{ email: "priya@acme.example", role: "writer" }],
    "with custom roles": [{ email: "priya@acme.example", firstName: "Priya", customRoles: ["deployer"] }],
  },
  example: {
    items: [{ ...EXAMPLE_MEMBER, _pendingInvite: true, _verified: false, _lastSeen: 0 }],
    totalCount: 1,
    _links: { self: link("/api/v2/members") },
  },
};

export const updateManyPage: RoutePage = {
  tag,
  operationId: "patchMembers",
  description:
    "Instructions for many members, in their order. Members who may not be changed are listed with the reason; the others are. A new base role takes the place of custom roles.",
  needs: CHANGES,
  refuses: [403],
  bodies: {
    "a base role for some": { instructions: [{ kind: "replaceMembersRoles", value: "writer", memberIDs: [ID] }] },
    "custom roles for all readers": {
      instructions: [{ kind: "replaceAllMembersCustomRoles", values: ["deployer"], filterRoles: ["reader"] }],
      comment: "Everybody deploys.",
    },
  },
  example: { members: [ID], errors: [] },
};

export const readPage: RoutePage = {
  tag,
  operationId: "getMember",
  description: "By id; `me` is the member whose token it is.",
  needs: on("viewMember"),
  refuses: [404],
  example: EXAMPLE_MEMBER,
};

export const updatePage: RoutePage = {
  tag,
  operationId: "patchMember",
  description:
    "A JSON Patch of `role`, `customRoles` and `roleAttributes`, bare or with a comment. Custom roles take the place of the base role, and nobody gives more than they have.",
  needs: CHANGES,
  refuses: [403, 404, 409, 422],
  bodies: {
    "a base role": [{ op: "replace", path: "/role", value: "writer" }],
    "one more custom role": [{ op: "add", path: "/customRoles/-", value: "deployer" }],
  },
  example: EXAMPLE_MEMBER,
};

export const removePage: RoutePage = {
  tag,
  operationId: "deleteMember",
  description: "Ends the member's sessions and personal tokens at once.",
  needs: on("deleteMember"),
  refuses: [403, 404, 409],
};
