import "server-only";
import { and, sql } from "drizzle-orm";
import { customRoles } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { literally } from "@/lib/core/text";
import type { Db } from "@/lib/db/client";
import { visibleRoles } from "@/lib/roles/list-roles";
import type { FacetQuery } from "../list-input";
import { EXPIRY_FILTERS, TOKEN_FLAGS, TOKEN_STATUSES, USED_FILTERS } from "../list-view";
import { seesEverybodys } from "../visibility";

/** So many people or roles are offered at a time; the rest are found by searching. */
const OFFERED = 20;

export type Choice = { readonly value: string; readonly label?: string };

/** The values that a filter can take for this principal. */
export async function choicesOf(db: Db, principal: Principal, query: FacetQuery): Promise<Choice[]> {
  const plain = (values: readonly string[]) => values.map((value) => ({ value }));
  switch (query.facet) {
    case "status":
      return plain(TOKEN_STATUSES);
    case "type":
      return plain(["personal", "service"]);
    case "used":
      return plain(USED_FILTERS);
    case "exp":
      return plain(EXPIRY_FILTERS);
    case "flag":
      return plain(TOKEN_FLAGS);
    case "owner":
      return [...(await owners(db, principal, query)), { value: "removed" }];
    case "role":
      return [...plain(TOKEN_ROLES), ...(await roles(db, principal, query)), { value: "inline" }];
  }
}

/** Living members who have tokens in the principal's view (ruling R9). */
async function owners(db: Db, principal: Principal, { search, filters }: FacetQuery): Promise<Choice[]> {
  const chosen = sql.param(filters.owner);
  const like = `%${literally(search.toLowerCase())}%`;
  const { rows } = await db.execute<Named>(sql`
    select m.id as value, ${NAME} as label from members m
    where m.account_id = ${principal.accountId} and m.removed_at is null and ${hasSeenTokens(principal)}
      and (m.id = any(${chosen}) or lower(${NAME}) like ${like} or m.email_key like ${like})
    order by m.id = any(${chosen}) desc, lower(${NAME}), m.id limit ${OFFERED}`);
  return rows;
}

type Named = { value: string; label: string };
const NAME = sql`coalesce(nullif(trim(m.first_name || ' ' || m.last_name), ''), m.email)`;

/** Of these members those who may have tokens in the principal's view, removed ones too, by name. */
export async function ownersSeen(db: Db, principal: Principal, ids: readonly string[]): Promise<Named[]> {
  const { rows } = await db.execute<Named>(sql`
    select m.id as value, ${NAME} as label from members m
    where m.account_id = ${principal.accountId} and m.id = any(${sql.param([...ids])}) and ${hasSeenTokens(principal)}`);
  return rows;
}

function hasSeenTokens(principal: Principal) {
  if (seesEverybodys(principal)) return sql`true`;
  return sql`(m.id = ${principal.memberId ?? ""} or exists (select 1 from access_tokens s
    where s.account_id = m.account_id and s.member_id = m.id and s.kind = 'service'))`;
}

async function roles(db: Db, principal: Principal, { search, filters }: FacetQuery): Promise<Choice[]> {
  const { key, name } = customRoles;
  const chosen = sql.param(filters.role.map((role) => role.replace(/^custom:/, "")));
  const like = `%${literally(search.toLowerCase())}%`;
  const found = await db
    .select({ key, name })
    .from(customRoles)
    .where(
      and(
        visibleRoles(db, principal),
        sql`(${key} = any(${chosen}) or lower(${name}) like ${like} or lower(${key}) like ${like})`,
      ),
    )
    .orderBy(sql`${key} = any(${chosen}) desc, lower(${name}), ${key}`)
    .limit(OFFERED);
  return found.map((role) => ({ value: `custom:${role.key}`, label: role.name }));
}
