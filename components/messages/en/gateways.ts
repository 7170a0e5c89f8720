import { plural } from "../words";

export const gateways = {
  title: "Gateways",
  intro:
    "A gateway is a proxy or a service that asks Latchkey what its callers' tokens may do. It proves itself by a credential of its own.",
  list: "Gateways",
  new: "New gateway",
  none: "No gateways yet",
  noneBody: "Make one for nginx, Caddy, Envoy or your own service. It gets a credential that is shown once.",
  noneDenied: "None has been made.",
  denied: (names: string) => `Your role doesn't let you see gateways. ${names}`,
  askOne: (names: string) => `Ask ${names}.`,
  askOwner: "Ask an Owner.",
  madeBy: (name: string) => `Made by ${name}`,
  madeHere: "Made on the command line",
  never: "Never used",
  lastUsed: "Last used:",
  calls: (count: number) => plural(count, "1 call", "# calls"),
  masked: (tail: string) => `lkg_…${tail}`,
  id: "Id",
  asksBy: { names: "Names its requests itself", routes: "By route rules" },
  revoke: "Revoke",
  revokeOf: (name: string) => `Revoke ${name}`,
  revokeTitle: (name: string) => `Revoke ${name}?`,
  revokeBody: "Its credential is refused from then on, and everything behind it with it. This can't be undone.",
  revokeUsed: (ago: string) => `It asked ${ago}: something depends on it.`,
  revokeUnused: "It never asked anything.",
  revoked: (name: string) => `Revoked ${name}`,
  newTitle: "New gateway",
  name: "Name",
  nameHelp: "What will ask, like “edge nginx”.",
  says: "What says which action on which resource a request is?",
  saysRoutes: "Route rules",
  saysRoutesHelp: "By method, host and path. Headers of clients can't change it.",
  saysNames: "The proxy",
  saysNamesHelp: "In X-Latchkey-Action and X-Latchkey-Resource, which it has to set on every request.",
  saysFixed: "This stays as it is for this gateway. Introspection and AuthZEN work with both.",
  create: "Create gateway",
  shownTitle: "Store this credential now",
  shownBody: (name: string) =>
    `This is the only time ${name}'s credential is shown. Latchkey keeps a fingerprint of it, so no one can show it again.`,
  shownUse:
    "A proxy sends it as X-Latchkey-Gateway; other programs as a bearer, or as HTTP Basic with the gateway's id.",
  shownConfirm: "I've stored this credential somewhere safe",
  credential: "Credential",
  copy: "Copy credential",
  rules: "Route rules",
  rulesBody: (count: number) =>
    count === 0
      ? "There are none yet, so gateways that go by them let nothing through."
      : `${plural(count, "1 rule says", "# rules say")} which action on which resource a request is.`,
  toRules: "Open route rules",
  memory: "Answering from memory",
  memoryBody:
    "These processes keep rights in memory under a lease of one second. A change of rights waits until each has confirmed it, or until its lease has run out.",
  memoryNone:
    "None at this moment: no gateway asked in the last minute. The next question is answered from the database.",
  process: (id: string) => `Process ${id}`,
  confirmed: "Confirmed:",
  upToDate: "Up to date",
  behind: (count: number) => plural(count, "1 change to take in", "# changes to take in"),
  silent: "Lease run out",
} as const;
