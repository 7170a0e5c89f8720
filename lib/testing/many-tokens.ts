import { sql } from "drizzle-orm";
import { accessTokens } from "@/drizzle/schema";
import type { Db } from "@/lib/db/client";
import { removeMember } from "@/lib/members/remove-member";
import { issue, setRole, type TestAccount } from "./account";
import { allow, giveRoles, seedRole } from "./roles";

/** An account whose tokens are in every state that the list tells apart, each several times, with names and times that tie. */
export async function seedManyTokens(db: Db, account: TestAccount) {
  const [owner, admin, reader, fallen, gone] = [
    await account.join("owner"),
    await account.join("admin"),
    await account.join("reader"),
    await account.join("writer"),
    await account.join("admin"),
  ];
  const role = await seedRole(db, owner, [allow("*", "proj/a")], { key: "deployers" });
  await giveRoles(db, owner, admin, []);
  const people = [owner, admin, reader, fallen, gone];
  for (let i = 0; i < 70; i++) {
    const person = people[i % people.length] ?? owner;
    const strong = person === owner || person === admin || person === gone;
    const declared = [
      "reader",
      strong ? "owner" : "reader",
      { source: "custom", roles: [role.key] },
      { source: "inline", statements: [allow("*", "proj/b")] },
      person === fallen ? "writer" : "reader",
    ] as const;
    const scope = declared[Math.floor(i / 5) % declared.length] ?? "reader";
    await issue(db, person, {
      name: `${["Deploy-bot", "release_notes", "ci main", "grafana", "deploy-bot"][i % 5]}${i % 7 === 0 ? "" : ` ${i % 13}`}`,
      role: scope as Parameters<typeof issue>[2] extends { role?: infer R } | undefined ? R : never,
      kind: i % 4 === 0 && scope !== "owner" ? "service" : "personal",
    });
  }
  await setRole(db, fallen.id, "reader");
  await removeMember(db, owner.principal, gone.id);
  await age(db, account.id);
  return { owner, admin, reader, fallen, gone, role };
}

/** Times and ends, by the place of each token in the order of its making. */
async function age(db: Db, accountId: string): Promise<void> {
  await db.execute(sql`
    with numbered as (select id, row_number() over (order by id) as n from ${accessTokens} where account_id = ${accountId})
    update ${accessTokens} t set
      created_at = date_trunc('day', now()) - (n % 9 * 11) * interval '1 day',
      secret_confirmed_at = case when n % 7 = 0 then null else now() end,
      not_after = case n % 6 when 0 then now() - interval '1 hour' when 1 then now() + interval '3 days'
        when 2 then now() + n % 3 * interval '20 days' + interval '9 days' end,
      paused_at = case when n % 11 = 0 then now() end,
      revoked_at = case when n % 13 = 0 then now() end
    from numbered where numbered.id = t.id`);
  await db.execute(sql`
    with numbered as (select id, row_number() over (order by id) as n from access_tokens where account_id = ${accountId})
    insert into token_uses (token_id, account_id, rest_at, gateway_at, telemetry_at)
    select id, ${accountId}, case when n % 3 > 0 then now() - ((n % 8) * (n % 7)) * interval '9 days' end,
      case when n % 10 = 0 then now() - interval '1 minute' end, case when n % 12 = 0 then now() - interval '2 minutes' end
    from numbered where n % 4 > 0 or n % 12 = 0`);
}
