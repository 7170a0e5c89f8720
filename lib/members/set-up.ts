import "server-only";
import { sql } from "drizzle-orm";
import { accounts, installation, members } from "@/drizzle/schema";
import { recordAuditEntry } from "@/lib/audit/record-audit-entry";
import { newId } from "@/lib/core/id";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import { type Db, expectRow, type Tx } from "@/lib/db/client";
import { spendSetUpCode } from "@/lib/installation/set-up-code";
import { hashPassword } from "@/lib/passwords/hash";
import { weakPassword } from "@/lib/passwords/refuse-weak";
import { memberResource } from "@/lib/policy/resource";
import { transact } from "@/lib/principals/change";
import { operatorPrincipal } from "@/lib/principals/principals";
import type { SetUpInput } from "./input";
import { isSetUp } from "./is-set-up";
import { emailKey, splitName } from "./name";
import { tryCode } from "./try-code";

type FirstOwner = Omit<SetUpInput, "code">;

/** Makes the account and its first Owner for whoever holds the printed code: once, whoever else tries. */
export function setUp(
  db: Db,
  { code, ...owner }: SetUpInput,
  ip: string | null = null,
): Promise<Result<{ email: string }, Refusal>> {
  const spend = async (tx: Tx) => ((await spendSetUpCode(tx, code)) ? null : ({ kind: "link_dead" } as const));
  return tryCode(db, { code, ip }, () => becomeOwner(db, owner, spend));
}

/** The same without a code, for whoever starts the server or, named, sits at its command line. */
export async function setUpByOperator(
  db: Db,
  owner: FirstOwner,
  operator: string,
): Promise<Result<{ email: string }, Refusal>> {
  return becomeOwner(db, owner, async () => null, operator);
}

async function becomeOwner(
  db: Db,
  { accountName, name, email, password }: FirstOwner,
  refusal: (tx: Tx) => Promise<Refusal | null>,
  operator?: string,
): Promise<Result<{ email: string }, Refusal>> {
  const weak = weakPassword(password, [email, name, accountName]);
  if (weak) return err(weak);
  if (await isSetUp(db)) return err({ kind: "already_set_up" }); // before a hash is paid for
  const passwordHash = await hashPassword(password);
  return transact(db, async (tx) => {
    expectRow((await tx.select({ id: installation.id }).from(installation).for("update"))[0]); // one at a time
    if (await isSetUp(tx)) return err({ kind: "already_set_up" });
    const refused = await refusal(tx);
    if (refused) return err(refused);

    const accountId = newId();
    const id = newId();
    await tx.insert(accounts).values({ id: accountId, name: accountName });
    const person = { ...splitName(name), email, emailKey: emailKey(email), passwordHash, joinedAt: sql`now()` };
    await tx.insert(members).values({ id, accountId, baseRole: "owner", ...person });
    const visitor = { visitor: true, accountId, memberId: id, origin: { ip: null, requestId: null } } as const;
    await recordAuditEntry(tx, operator ? operatorPrincipal({ accountId, name: operator }) : visitor, {
      kind: "account",
      action: "createAccount",
      resource: memberResource(id),
      target: { id: accountId, name: accountName },
      details: { owner: email },
    });
    return ok({ email });
  });
}
