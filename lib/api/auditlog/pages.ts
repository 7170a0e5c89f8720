import type { RoutePage } from "../contract/contract";
import { link } from "../reps";

const tag = "Audit log";
const needs = [{ action: "viewAuditLog", resource: "acct" }];
const OWN = "Without the action the caller sees what they did themselves, and what was done to them and their tokens.";
const ID = "6720c0ffee0000000000d001";
const MEMBER = "6720c0ffee0000000000a001";
const ROLE = link("/api/v2/roles/6720c0ffee0000000000c001");

const EXAMPLE_ENTRY = {
  _links: { self: link(`/api/v2/auditlog/${ID}`), parent: link("/api/v2/auditlog") },
  _id: ID,
  _accountId: "6720c0ffee00000000000001",
  date: 1790000360000,
  accesses: [{ action: "updateName", resource: "role/deployer" }],
  kind: "role",
  name: "Deployer",
  description: "Priya Shah renamed the role Deployer.",
  shortDescription: "Renamed the role Deployer",
  subject: { _links: { self: link(`/api/v2/members/${MEMBER}`) }, name: "Priya Shah" },
  titleVerb: "renamed",
  title: "Priya Shah renamed the role Deployer",
  target: { _links: { self: ROLE }, name: "Deployer", resources: ["role/deployer"] },
};

const page = {
  items: [EXAMPLE_ENTRY],
  _links: {
    self: link("/api/v2/auditlog?limit=10"),
    next: link(`/api/v2/auditlog?limit=10&before=1790000360001&cursor=1790000360000000-${ID}`),
  },
};

const CHOSEN = [{ effect: "allow", actions: ["createAccessToken"], resources: ["service-token/*"] }];

export const listPage: RoutePage = {
  tag,
  operationId: "getAuditLogEntries",
  description: `The newest first. There is no total; \`next\` leads on. ${OWN}`,
  needs,
  refuses: [403],
  example: page,
};

export const searchPage: RoutePage = {
  tag,
  operationId: "postAuditLogEntries",
  description: `Entries of acts that the statements allow; without any, all of them. ${OWN}`,
  needs,
  refuses: [403],
  bodies: { "service tokens that were made": CHOSEN },
  example: page,
};

export const countsPage: RoutePage = {
  tag,
  operationId: "countAuditLogEntries",
  description: `How many entries there are in each part of the time between \`after\` and \`before\`. ${OWN}`,
  needs,
  refuses: [403],
  bodies: { "service tokens that were made": CHOSEN },
  example: {
    buckets: [
      { timestamp: 1790000000000, count: 3 },
      { timestamp: 1790000060000, count: 0 },
    ],
    totalCount: 3,
    bucketIntervalMs: 60000,
  },
};

export const readPage: RoutePage = {
  tag,
  operationId: "getAuditLogEntry",
  description: `One entry, with what changed. ${OWN}`,
  needs,
  refuses: [403, 404],
  example: {
    ...EXAMPLE_ENTRY,
    delta: [{ op: "replace", path: "/name", value: "Deployer" }],
    previousVersion: { name: "Deploys" },
    currentVersion: { name: "Deployer" },
    subentries: [],
  },
};
