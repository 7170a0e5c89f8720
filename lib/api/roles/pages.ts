import type { RoutePage } from "../contract/contract";
import { link } from "../reps";

const tag = "Custom roles";
const RESOURCE = "role/*";
const STATEMENT = { effect: "allow", actions: ["updateOn"], resources: ["proj/*:env/production:flag/*"] };

const EXAMPLE_ROLE = {
  _id: "6720c0ffee0000000000c001",
  _links: { self: link("/api/v2/roles/deployer"), parent: link("/api/v2/roles") },
  key: "deployer",
  name: "Deployer",
  description: "Turns flags on and off in production.",
  basePermissions: "no_access",
  policy: [STATEMENT],
  assignedTo: { membersCount: 2, teamsCount: 0 },
};

export const listPage: RoutePage = {
  tag,
  operationId: "getCustomRoles",
  description:
    "Without the action it lists the roles that the caller has. Versions up to 20220603 answer with the whole list unless a page is asked for.",
  needs: [{ action: "viewRole", resource: RESOURCE }],
  refuses: [],
  example: {
    items: [EXAMPLE_ROLE],
    totalCount: 1,
    _links: { self: link("/api/v2/roles?limit=20&offset=0") },
  },
};

export const createPage: RoutePage = {
  tag,
  operationId: "postCustomRole",
  description: "A role gives nobody more than its maker has themselves.",
  needs: [{ action: "createRole", resource: RESOURCE }],
  refuses: [403, 409],
  bodies: { "a role": { key: "deployer", name: "Deployer", policy: [STATEMENT] } },
  example: EXAMPLE_ROLE,
};

export const readPage: RoutePage = {
  tag,
  operationId: "getCustomRole",
  description: "By its key or its id.",
  needs: [{ action: "viewRole", resource: RESOURCE }],
  refuses: [404],
  example: EXAMPLE_ROLE,
};

export const updatePage: RoutePage = {
  tag,
  operationId: "patchCustomRole",
  description:
    "A JSON Patch or a merge patch of `name`, `description`, `basePermissions` and `policy`, bare or with a comment. `/policy/0` inserts a statement, `/policy/-` appends one. Every member and token that has the role follows with its next request.",
  needs: ["updateName", "updateDescription", "updateBasePermissions", "updatePolicy"].map((action) => ({
    action,
    resource: RESOURCE,
  })),
  refuses: [403, 404, 409, 422],
  bodies: {
    operations: [{ op: "add", path: "/policy/-", value: STATEMENT }],
    "operations with a comment": {
      patch: [{ op: "replace", path: "/name", value: "Deployer" }],
      comment: "As the team says it.",
    },
    "a merge patch": { merge: { description: "Turns flags on and off." } },
  },
  example: EXAMPLE_ROLE,
};

export const removePage: RoutePage = {
  tag,
  operationId: "deleteCustomRole",
  description:
    "A role that somebody has is kept, unless `force` says that this is known: it then gives them nothing any more.",
  needs: [{ action: "deleteRole", resource: RESOURCE }],
  refuses: [403, 404, 409],
};
