import { accounts } from "@/drizzle/schema";
import { type Config, readConfig } from "@/lib/config/config";
import { pendingMigrations } from "@/lib/db/migrations";
import { type OpenedDatabase, openDatabase } from "@/lib/db/open";
import { missingSearchIndexes } from "@/lib/db/search-index";
import { unlock } from "@/lib/installation/unlock";
import { wrongLimits } from "@/lib/principals/check-limits";
import { rulesInWords } from "@/lib/settings/in-words";
import { readTokenRules } from "@/lib/settings/read-token-rules";
import { Collector } from "@/lib/telemetry/collector";
import { auditLogOf } from "./doctor-audit";
import { issuerOf } from "./doctor-sign-on";
import { say } from "./operator";

type Finding = { readonly good: boolean; readonly line: string };

/** `doctor`: a line for each thing that a start needs; the exit status is 1 if one of them is bad. */
export async function doctor(): Promise<void> {
  const findings: Finding[] = [];
  const check = async <T>(what: string, look: () => Promise<readonly [T, string]>): Promise<T | null> => {
    try {
      const [value, line] = await look();
      findings.push({ good: true, line: `${what}: ${line}` });
      return value;
    } catch (error) {
      findings.push({ good: false, line: `${what}: ${error instanceof Error ? error.message : String(error)}` });
      return null;
    }
  };
  const config = await check("configuration", async () => [readConfig(process.env), "every variable can be used"]);
  const opened = config && (await check("database", () => reach(config)));
  if (config && opened) {
    await check("migrations", () => migrated(opened));
    await check("keys", async () => {
      await unlock(opened.db, config.secret, opened.embedded ? config.dataDir : null);
      return [null, "the master secret is the one this database was begun with"];
    });
    await check("token rules", async () => [null, await rulesOf(opened)]);
    await check("search", async () => [null, await searchOf(opened)]);
    await check("audit log", async () => [null, await auditLogOf(opened, config)]);
    await check("lists", () => listed(opened));
    await opened.close();
  }
  const url = config?.collectorUrl;
  if (url !== undefined) await check("telemetry", () => collecting(url));
  const oidc = config?.oidc;
  if (oidc) await check("single sign-on", async () => [null, await issuerOf(oidc)]);
  for (const { good, line } of findings) say(`${good ? "ok " : "BAD"} ${line}`);
  if (findings.some(({ good }) => !good)) process.exitCode = 1;
}

async function reach(config: Config): Promise<readonly [OpenedDatabase, string]> {
  const opened = await openDatabase({ ...config, role: "command", migrate: false });
  const { rows } = await opened.pool.query<{ version: string }>("select split_part(version(), ' ', 2) as version");
  return [opened, `Postgres ${rows[0]?.version}${opened.embedded ? ", embedded" : ""}`];
}

/** The rules in force; nothing is wrong with an instance that nobody has set up yet. */
async function rulesOf({ db }: OpenedDatabase): Promise<string> {
  const [account] = await db.select({ id: accounts.id }).from(accounts).limit(1);
  return account ? rulesInWords(await readTokenRules(db, account.id)) : "none yet: there is no account";
}

/** Nothing stops without it, but people search longer, or find less. */
async function searchOf({ pool }: OpenedDatabase): Promise<string> {
  const missing = await missingSearchIndexes(pool);
  if (missing.length === 0) return "fragments of words are found by trigram indexes";
  return (
    "this Postgres has no pg_trgm for us, so tokens are found by how their names begin. Run " +
    '"create extension pg_trgm" as its administrator, then start Latchkey again'
  );
}

const SAMPLE = 500;

/** What lists say of tokens is kept with every act; nothing decides by it, but it has to be so. */
async function listed({ db }: OpenedDatabase): Promise<readonly [null, string]> {
  const { looked, wrong } = await wrongLimits(db, SAMPLE);
  if (wrong.length === 0) return [null, `what they say of the newest ${looked} tokens is what those may do`];
  throw new Error(
    `they say of ${wrong.length} of ${looked} tokens what is not so, of ${wrong[0]} for one. Please report this`,
  );
}

/** Tried with a batch of nothing, which is one by the rules of OTLP. */
async function collecting(url: string): Promise<readonly [null, string]> {
  const collector = new Collector(url);
  const nothing = { format: "protobuf", encoding: "identity", bytes: Buffer.alloc(0) } as const;
  const outcome = await collector.send("traces", nothing).finally(() => collector.close());
  if (outcome.kind === "told" && outcome.status < 300)
    return [null, `handed on to ${collector.address}, which takes it`];
  const why = outcome.kind === "no-word" ? outcome.why : "it refused a batch of nothing";
  throw new Error(`the collector at ${collector.address} takes none: ${why}. Look at OTEL_COLLECTOR_URL`);
}

async function migrated(opened: OpenedDatabase): Promise<readonly [null, string]> {
  const pending = await pendingMigrations(opened.pool);
  if (pending > 0) throw new Error(`${pending} are not applied yet: the next start applies them`);
  return [null, "all applied"];
}
