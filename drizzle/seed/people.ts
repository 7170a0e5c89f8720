import type { BaseRole } from "@/lib/core/base-role";

/** Who works at the demo's company: its Owner first. */
export const PEOPLE: readonly { readonly name: string; readonly role: BaseRole }[] = [
  { name: "Priya Shah", role: "owner" },
  { name: "Aiko Mori", role: "admin" },
  { name: "Lena Weiss", role: "admin" },
  { name: "Tomás Ruiz", role: "writer" },
  { name: "Noor Haddad", role: "writer" },
  { name: "Jonas Berg", role: "writer" },
  { name: "Maya Okafor", role: "writer" },
  { name: "Sam Whitfield", role: "writer" },
  { name: "Chiara Conti", role: "reader" },
  { name: "Dmitri Volkov", role: "reader" },
  { name: "Grace Lindqvist", role: "reader" },
  { name: "Yusuf Demir", role: "no_access" },
];

/** What their tokens are called, and what for. */
export const TOKENS: readonly (readonly [name: string, note: string])[] = [
  ["deploy-bot", "Deploys the web shop from CI"],
  ["release-notes", "Writes the weekly release notes"],
  ["grafana-exporter", "Reads figures for the team's dashboard"],
  ["nightly-backup", "Exports the configuration each night"],
  ["terraform", "Plans and applies the infrastructure"],
  ["laptop", "Trying things out"],
  ["ci-main", "Pipelines on the main branch"],
  ["ci-preview", "Pipelines of preview environments"],
  ["audit-export", "Hands the audit log to the data team"],
  ["slack-bridge", "Tells the channel what changed"],
  ["load-test", "Used by the load test of the spring release"],
  ["support-lookup", "Looks customers' flags up"],
];
