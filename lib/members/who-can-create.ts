import "server-only";
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { memberStandingColumns } from "@/lib/principals/find-standing";
import { memberPrincipal } from "@/lib/principals/principals";
import { authorizeSettings } from "@/lib/settings/permissions";
import type { Makers } from "@/lib/settings/view";
import { mayCreateToken } from "@/lib/tokens/permissions";
import { displayName, type WhoCanCreate } from "./view";

const LOOKED_AT = 1_000;
const NAMES_SHOWN = 3;

/** Who of the account's members could make which kind of token, under either rule, for whoever may see the settings. */
export async function whoCanCreate(db: Db, principal: Principal): Promise<Result<WhoCanCreate, Refusal>> {
  const allowed = authorizeSettings(principal);
  if (!allowed.ok) return allowed;
  const { accountId, origin } = principal;
  const rows = await db
    .select({
      firstName: members.firstName,
      lastName: members.lastName,
      email: members.email,
      standing: memberStandingColumns,
    })
    .from(members)
    .where(and(eq(members.accountId, accountId), isNull(members.removedAt), isNotNull(members.joinedAt)))
    .orderBy(asc(members.createdAt), asc(members.id))
    .limit(LOOKED_AT);
  const people = rows.map(({ standing, ...person }) => ({
    name: displayName(person),
    principal: memberPrincipal(standing, { id: "", provenAgo: 0 }, origin),
  }));
  const counted = (kind: "personal" | "service", makers: Makers) => {
    const rules = { personalMakers: makers, serviceMakers: makers };
    const able = people.filter((person) => mayCreateToken(person.principal, kind, rules).ok);
    return { count: able.length, names: able.slice(0, NAMES_SHOWN).map(({ name }) => name) };
  };
  const under = (kind: "personal" | "service") => ({
    everybody: counted(kind, "everybody"),
    admins: counted(kind, "admins"),
  });
  return ok({ members: people.length, personal: under("personal"), service: under("service") });
}
