import { csvRow } from "@/lib/core/csv";
import type { TokenListItem } from "../list-view";
import { keeperOf, maskedSecret, type TokenView } from "../view";

const COLUMNS: Record<string, (token: TokenListItem) => string | null> = {
  name: ({ name }) => name,
  id: ({ id }) => id,
  type: ({ kind }) => kind,
  secret: maskedSecret,
  status: ({ status }) => status,
  role: ({ role }) => roleText(role),
  "acts as": ({ actsAs }) => actsAs,
  owner: ({ member }) => `${member.firstName} ${member.lastName}`.trim() || null,
  "owner address": ({ member }) => member.email,
  "owner removed": ({ member }) => (member.removed ? "yes" : "no"),
  "looked after by": (token) => (token.kind === "service" ? keeperOf(token).email : null),
  created: ({ createdAt }) => at(createdAt),
  expires: ({ expiresAt }) => at(expiresAt),
  "last request": ({ lastUsedAt }) => at(lastUsedAt),
  "last telemetry": ({ telemetryUsedAt }) => at(telemetryUsedAt),
  "last gateway check": ({ gatewayUsedAt }) => at(gatewayUsedAt),
  "needs attention": ({ attention }) => attention.map(({ kind }) => kind).join(" ") || null,
  note: ({ description }) => description,
};

/** The first line of the list as comma-separated values. */
export const CSV_HEAD = csvRow(Object.keys(COLUMNS));

/** A token as such a line; instants are UTC. */
export function csvLine(token: TokenListItem): string {
  return csvRow(Object.values(COLUMNS).map((of) => of(token)));
}

const at = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

function roleText(role: TokenView["role"]): string {
  if (role.source === "base") return role.baseRole;
  if (role.source === "inline") return `inline (${role.statements.length})`;
  return role.roles.map(({ key }) => key).join(" ");
}
