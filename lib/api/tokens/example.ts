import { link } from "../reps";

const MEMBER = "6720c0ffee0000000000a001";

/** A token as the contract shows one. */
export const EXAMPLE_TOKEN = {
  _id: "6720c0ffee0000000000b001",
  ownerId: "6720c0ffee0000000000a000",
  memberId: MEMBER,
  _member: {
    _links: { self: link(`/api/v2/members/${MEMBER}`) },
    _id: MEMBER,
    firstName: "Priya",
    lastName: "Shah",
    role: "admin",
    email: "priya@acme.example",
  },
  name: "deploy-bot",
  creationDate: 1790000000000,
  lastModified: 1790000000000,
  role: "writer",
  token: "DoSC",
  serviceToken: true,
  defaultApiVersion: 20240415,
  lastUsed: 1790000360000,
  _links: {
    self: link("/api/v2/tokens/6720c0ffee0000000000b001"),
    parent: link("/api/v2/tokens"),
  },
};
