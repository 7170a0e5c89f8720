import "server-only";
import { and, type SQL, sql } from "drizzle-orm";
import { accessTokens as t, tokenUses as u } from "@/drizzle/schema";
import type { DayRange, TokenFilters } from "../list-view";
import { STATUS_SQL } from "./status-sql";

type Conditions = { [F in Exclude<keyof TokenFilters, "q">]: SQL | undefined };

/** What each filter says of a token and its uses; undefined where it does not narrow. `account_id` is given besides. */
export function filterSql(filters: TokenFilters): Conditions {
  const { status, type, owner, role, used, exp, created, flag } = filters;
  return {
    status: any(status.map((each) => STATUS_SQL[each])),
    type: type.length === 1 ? kindIs(type) : undefined,
    owner: any(ownersOf(owner)),
    role: any(rolesOf(role)),
    used: used === null ? undefined : USED[used],
    exp: exp === null ? undefined : typeof exp === "string" ? EXPIRY[exp] : within(t.notAfter, exp),
    created: created === null ? undefined : within(t.createdAt, created),
    flag: and(...flag.map((each) => FLAGS[each])), // each is one more thing that must be so
  };
}

/** One of several; nothing to choose from narrows nothing. */
export function any(conditions: readonly SQL[]): SQL | undefined {
  return conditions.length === 0 ? undefined : sql`(${sql.join([...conditions], sql` or `)})`;
}

const kindIs = ([kind]: TokenFilters["type"]) =>
  kind === "service" ? sql`${t.kind} = 'service'` : sql`${t.kind} = 'personal'`;

function ownersOf(owner: TokenFilters["owner"]): SQL[] {
  const ids = owner.filter((each) => each !== "removed");
  const removed = sql`${t.memberId} in (select gone.id from members gone
    where gone.account_id = ${t.accountId} and gone.removed_at is not null)`;
  return [
    ...(ids.length === 0 ? [] : [sql`${t.memberId} = any(${sql.param(ids)})`]),
    ...(ids.length === owner.length ? [] : [removed]),
  ];
}

function rolesOf(role: TokenFilters["role"]): SQL[] {
  const keys = role.filter((each) => each.startsWith("custom:")).map((each) => each.slice("custom:".length));
  const bases = role.filter((each) => each !== "inline" && !each.startsWith("custom:"));
  return [
    ...(bases.length === 0 ? [] : [sql`${t.baseRole} = any(${sql.param(bases)})`]),
    ...(role.includes("inline") ? [sql`${t.roleSource} = 'inline'`] : []),
    ...(keys.length === 0
      ? []
      : [
          sql`${t.id} in (select scoped.token_id from token_roles scoped join custom_roles r on r.id = scoped.role_id
            where scoped.account_id = ${t.accountId} and r.account_id = ${t.accountId} and r.key = any(${sql.param(keys)}))`,
        ]),
  ];
}

const ago = (time: string) => sql`now() - interval '${sql.raw(time)}'`;
const ahead = (time: string) => sql`now() + interval '${sql.raw(time)}'`;

/** By REST alone, as the column shows it (ruling R22). What was never used was not used within any time either. */
const USED: Record<NonNullable<TokenFilters["used"]>, SQL> = {
  lt24h: sql`${u.restAt} > ${ago("24 hours")}`,
  lt7d: sql`${u.restAt} > ${ago("7 days")}`,
  lt30d: sql`${u.restAt} > ${ago("30 days")}`,
  gt30d: sql`${u.restAt} <= ${ago("30 days")}`,
  gt90d: sql`${u.restAt} <= ${ago("90 days")}`,
  never: sql`not ${t.restUsed}`,
  telemetry: sql`not ${t.restUsed} and ${u.telemetryAt} is not null`,
};

const endsWithin = (time: string) => sql`${t.notAfter} > now() and ${t.notAfter} <= ${ahead(time)}`;
const EXPIRY: Record<Extract<NonNullable<TokenFilters["exp"]>, string>, SQL> = {
  lt7d: endsWithin("7 days"),
  lt30d: endsWithin("30 days"),
  lt90d: endsWithin("90 days"),
  none: sql`${t.notAfter} is null`,
};

const FLAGS: Record<TokenFilters["flag"][number], SQL> = {
  unconfirmed: sql`${t.secretConfirmedAt} is null`,
  oldSecret: sql`${t.id} in (select old.token_id from token_secrets old
    where old.account_id = ${t.accountId} and old.state = 'overlap' and old.not_after > now())`,
};

/** Whole days of UTC. */
function within(column: typeof t.notAfter | typeof t.createdAt, { from, to }: DayRange): SQL {
  const startOf = (day: string) => sql`(${day}::date)::timestamp at time zone 'utc'`;
  return sql`${column} >= ${startOf(from)} and ${column} < ${startOf(to)} + interval '1 day'`;
}
