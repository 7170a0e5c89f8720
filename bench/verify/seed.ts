import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { members } from "@/drizzle/schema";
import { boot } from "@/lib/boot/boot";
import { readConfig } from "@/lib/config/config";
import { newId } from "@/lib/core/id";
import { createGateway } from "@/lib/gateways/create-gateway";
import { getKeys, tokenDigest } from "@/lib/keys/keys";
import { mintSecret } from "@/lib/keys/secret-format";
import { findMemberStanding } from "@/lib/principals/find-standing";
import { operatorPrincipal } from "@/lib/principals/principals";
import { createToken } from "@/lib/tokens/create-token";
import { createTokenInput } from "@/lib/tokens/input";

const COPIES_AT_ONCE = 5_000;

/** Ten statements, one of them a deny, of the user's own types. */
const policyOf = (n: number) => [
  ...Array.from({ length: 8 }, (_, i) => ({
    effect: "allow" as const,
    actions: ["viewOrder", "updateOrder"],
    resources: [`api/team-${n}-${i}-*:order/*`],
  })),
  { effect: "deny" as const, actions: ["deleteOrder"], resources: ["api/*:order/*"] },
  { effect: "allow" as const, actions: ["view*"], resources: ["api/orders:order/*"] },
];

/** A gateway, and so many tokens of 100 policies: one of each made, the others copied. Prints their secrets. */
async function main(email: string, tokens: number): Promise<void> {
  const opened = await boot(readConfig(process.env), "command");
  const { db } = opened;
  const [owner] = await db
    .select()
    .from(members)
    .where(and(eq(members.email, email), isNull(members.removedAt)));
  const onBehalfOf = owner && (await findMemberStanding(db, owner.accountId, owner.id));
  if (!owner || !onBehalfOf) throw new Error(`there is no ${email}`);
  const principal = operatorPrincipal({ accountId: owner.accountId, name: "bench", onBehalfOf });
  const gateway = await createGateway(db, principal, { name: "bench" });
  if (!gateway.ok) throw new Error(gateway.error.kind);
  const made: { id: string; secret: string }[] = [];
  for (let n = 0; n < Math.min(100, tokens); n++) {
    const role = { source: "inline", statements: policyOf(n) };
    const token = await createToken(
      db,
      principal,
      createTokenInput.parse({ name: `bench ${n}`, kind: "personal", role, expiresAt: null }),
    );
    if (!token.ok) throw new Error(token.error.kind);
    made.push({ id: token.value.token.id, secret: token.value.secret.reveal() });
  }
  const secrets = made.map(({ secret }) => secret);
  const each = Math.ceil((tokens - made.length) / made.length);
  for (const { id } of made) {
    for (let left = each; left > 0; left -= COPIES_AT_ONCE) {
      const copies = Array.from({ length: Math.min(left, COPIES_AT_ONCE) }, () => {
        const secret = mintSecret("personal").reveal();
        secrets.push(secret);
        return {
          id: newId(),
          secret_id: newId(),
          digest: `\\x${tokenDigest(getKeys().tokenPepper, secret).toString("hex")}`,
        };
      });
      await copy(id, copies);
    }
  }
  process.stdout.write(JSON.stringify({ gateway: gateway.value.secret.reveal(), policy: policyOf(0), secrets }));
  await opened.close();

  async function copy(id: string, copies: readonly object[]): Promise<void> {
    const given = sql`jsonb_to_recordset(${JSON.stringify(copies)}::jsonb) as c (id text, secret_id text, digest text)`;
    const tokens = await writable("access_tokens");
    const kept = await writable("token_secrets");
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`); // on a busy machine it may take long, and nobody waits
      await tx.execute(sql`
        insert into access_tokens (${tokens}) select ${tokens} from (select filled.* from access_tokens t, ${given},
          jsonb_populate_record(t, jsonb_build_object('id', c.id)) as filled where t.id = ${id}) as copies`);
      await tx.execute(sql`
        insert into token_secrets (${kept}) select ${kept} from (select filled.* from token_secrets t, ${given},
          jsonb_populate_record(t, jsonb_build_object('id', c.secret_id, 'token_id', c.id, 'digest', c.digest)) as filled
          where t.token_id = ${id}) as copies`);
    });
  }

  /** The columns that can be written; the others Postgres works out. */
  async function writable(table: string): Promise<SQL> {
    const { rows } = await db.execute<{ names: string }>(sql`
      select string_agg(quote_ident(attname), ', ') as names from pg_attribute
      where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`);
    return sql.raw(rows[0]?.names ?? "");
  }
}

void main(process.argv[2] ?? "", Number(process.argv[3] ?? 1));
