import path from "node:path";
import { z } from "zod";
import { processSlot } from "@/lib/core/process-slot";
import { isPlainText } from "@/lib/core/text";
import { isIssuer, type OidcConfig, oidcOf } from "./oidc";

const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <S extends z.ZodType>(schema: S) => z.preprocess(blankIsUnset, schema.optional());
const flag = z.preprocess(
  blankIsUnset,
  z
    .enum(["0", "1"])
    .default("0")
    .transform((value) => value === "1"),
);

const limit = (preset: number) =>
  z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(1_000_000_000).default(preset));

const origin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .transform((text) => new URL(text).origin);

/** Of which the paths of the signals are below: given with one, nothing would arrive. */
const collector = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .refine((text) => !/[?#]|\/v1\/(traces|metrics|logs)\/?$/.test(text));

const environment = z.object({
  HOST: z.preprocess(blankIsUnset, z.string().max(255).default("127.0.0.1")),
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(65_535).default(3000)),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//)),
  DATABASE_OWNER_URL: optional(z.string().regex(/^postgres(ql)?:\/\//)),
  LATCHKEY_DATA_DIR: z.preprocess(blankIsUnset, z.string().max(1000).default(".latchkey")),
  LATCHKEY_SECRET: optional(z.string().refine((text) => Buffer.byteLength(text) >= 32)),
  LATCHKEY_URL: optional(origin),
  LATCHKEY_OWNER_EMAIL: optional(
    z
      .string()
      .max(254)
      .regex(/^[^\s@]+@[^\s@]+$/),
  ),
  LATCHKEY_OWNER_PASSWORD: optional(z.string().min(15).max(256)),
  LATCHKEY_ACCOUNT_NAME: z.preprocess(blankIsUnset, z.string().trim().min(1).max(100).default("Latchkey")),
  TRUST_PROXY: flag,
  LATCHKEY_LIMIT_TOKEN: limit(600),
  LATCHKEY_LIMIT_ACCOUNT: limit(6000),
  LATCHKEY_LIMIT_FAILURES: limit(60),
  LATCHKEY_LIMIT_CREATE_MEMBER: limit(30),
  LATCHKEY_LIMIT_CREATE_ACCOUNT: limit(300),
  LATCHKEY_USAGE_DAYS: z.preprocess(blankIsUnset, z.coerce.number().int().min(30).max(3650).default(400)),
  LATCHKEY_AUDIT_HEADS_FILE: optional(z.string().max(1000)),
  LATCHKEY_AUDIT_HEADS_URL: optional(
    z.string().refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)),
  ),
  OTEL_COLLECTOR_URL: optional(collector),
  LATCHKEY_VERIFIER_PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(65_535).default(3001)),
  LATCHKEY_COMMIT_USE: flag,
  LATCHKEY_METRICS_TOKEN: optional(z.string().min(24).max(1000)),
  LATCHKEY_OIDC_ISSUER: optional(z.string().max(500).refine(isIssuer)),
  LATCHKEY_OIDC_CLIENT_ID: optional(z.string().max(500).refine(isPlainText)),
  LATCHKEY_OIDC_CLIENT_SECRET: optional(z.string().max(2000).refine(isPlainText)),
  LATCHKEY_OIDC_NAME: optional(z.string().trim().min(1).max(40).refine(isPlainText)),
  LATCHKEY_OIDC_TRUST_MFA: flag,
  LOG_LEVEL: z.preprocess(blankIsUnset, z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info")),
});

const EXPECTED: Record<keyof z.output<typeof environment>, string> = {
  HOST: "the address to listen on, like 127.0.0.1 or 0.0.0.0",
  PORT: "a port number from 1 to 65535",
  DATABASE_URL: "a Postgres address, like postgres://user:password@host:5432/name",
  DATABASE_OWNER_URL: "the Postgres address of whoever owns the tables, like postgres://owner:password@host:5432/name",
  LATCHKEY_DATA_DIR: "a folder for the embedded database",
  LATCHKEY_SECRET: "at least 32 random bytes",
  LATCHKEY_URL: "the address that browsers use, like https://latchkey.example.com",
  LATCHKEY_OWNER_EMAIL: "an e-mail address",
  LATCHKEY_OWNER_PASSWORD: "a password of 15 to 256 characters",
  LATCHKEY_ACCOUNT_NAME: "a name of 1 to 100 characters",
  TRUST_PROXY: "1 when a reverse proxy of yours sets X-Forwarded-*, else 0",
  LATCHKEY_LIMIT_TOKEN: "calls a minute, 0 for no limit",
  LATCHKEY_LIMIT_ACCOUNT: "calls a minute, 0 for no limit",
  LATCHKEY_LIMIT_FAILURES: "failed secrets a minute, 0 for no limit",
  LATCHKEY_LIMIT_CREATE_MEMBER: "tokens an hour, 0 for no limit",
  LATCHKEY_LIMIT_CREATE_ACCOUNT: "tokens an hour, 0 for no limit",
  LATCHKEY_USAGE_DAYS: "for how many days counts of use are kept, from 30 to 3650",
  LATCHKEY_AUDIT_HEADS_FILE: "a file outside the database, for the heads of the audit chain",
  LATCHKEY_AUDIT_HEADS_URL: "an address that takes the heads of the audit chain, like https://log.example.com/latchkey",
  LATCHKEY_VERIFIER_PORT: "a port number from 1 to 65535",
  LATCHKEY_COMMIT_USE: "1 when a gateway is to be answered only once the use is committed, else 0",
  LATCHKEY_METRICS_TOKEN: "at least 24 characters that nobody can guess",
  LATCHKEY_OIDC_ISSUER: "the https address of an OpenID Connect issuer, like https://login.example.com",
  LATCHKEY_OIDC_CLIENT_ID: "the client id that the issuer gave Latchkey",
  LATCHKEY_OIDC_CLIENT_SECRET: "the client secret that the issuer gave Latchkey",
  LATCHKEY_OIDC_NAME: "what people call the issuer, in 1 to 40 characters",
  LATCHKEY_OIDC_TRUST_MFA: "1 when the issuer asks everybody for a second factor, else 0",
  OTEL_COLLECTOR_URL: "the address of a collector, without /v1/traces, like http://127.0.0.1:4318",
  LOG_LEVEL: "one of fatal, error, warn, info, debug, silent",
};

/** Calls a minute of a token and of an account, failed secrets a minute of a client, and tokens made an hour. */
export type Limits = {
  readonly token: number;
  readonly account: number;
  readonly failures: number;
  readonly createPerMember: number;
  readonly createPerAccount: number;
};

/** Everything that the environment decides, parsed once. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | undefined;
  /** Who migrates and owns the tables, if that is not the user of `databaseUrl`. */
  readonly databaseOwnerUrl: string | undefined;
  /** Absolute. */
  readonly dataDir: string;
  readonly secret: string | undefined;
  /** The origin that browsers use; undefined means "whatever Host says". */
  readonly publicOrigin: string | undefined;
  readonly owner: { readonly email: string; readonly password: string } | undefined;
  readonly accountName: string;
  readonly trustProxy: boolean;
  /** Of the API, in one process; 0 means none. */
  readonly limits: Limits;
  /** For how long it is kept on which day and for what a token was used. */
  readonly usageDays: number;
  /** Where the heads of the audit chain go: a file by its absolute path, an address, both or neither. */
  readonly auditHeads: { readonly file: string | undefined; readonly url: string | undefined };
  /** The port of a verifier process. */
  readonly verifierPort: number;
  /** Whether a gateway is answered only once the use is committed. */
  readonly commitUse: boolean;
  /** What whoever reads `/metrics` presents; undefined means that only this machine may, and only without a proxy. */
  readonly metricsToken: string | undefined;
  /** Where telemetry is handed on to; undefined means nowhere. */
  readonly collectorUrl: string | undefined;
  /** Where members may sign in besides; undefined means with a password alone. */
  readonly oidc: OidcConfig | undefined;
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "silent";
};

/** A setting that cannot be used; the message names the variable and what was expected. */
export class BadConfig extends Error {
  override name = "BadConfig";
}

/** Parses the environment, or throws a `BadConfig` about the first variable that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]) as keyof typeof EXPECTED;
    throw new BadConfig(`${name} cannot be used: expected ${EXPECTED[name]}.`);
  }
  if (parsed.data.DATABASE_OWNER_URL !== undefined && parsed.data.DATABASE_URL === undefined) {
    throw new BadConfig(
      "DATABASE_OWNER_URL is used with DATABASE_URL, which says whom Latchkey works as: set that too.",
    );
  }
  const { LATCHKEY_OWNER_EMAIL: email, LATCHKEY_OWNER_PASSWORD: password, ...rest } = parsed.data;
  if ((email === undefined) !== (password === undefined)) {
    throw new BadConfig("LATCHKEY_OWNER_EMAIL and LATCHKEY_OWNER_PASSWORD are used together: set both or neither.");
  }
  const oidc = oidcOf(rest);
  if (oidc && "missing" in oidc) throw new BadConfig(oidc.missing);
  return {
    host: rest.HOST,
    port: rest.PORT,
    databaseUrl: rest.DATABASE_URL,
    databaseOwnerUrl: rest.DATABASE_OWNER_URL,
    dataDir: path.resolve(rest.LATCHKEY_DATA_DIR),
    secret: rest.LATCHKEY_SECRET,
    publicOrigin: rest.LATCHKEY_URL,
    owner: email !== undefined && password !== undefined ? { email, password } : undefined,
    accountName: rest.LATCHKEY_ACCOUNT_NAME,
    trustProxy: rest.TRUST_PROXY,
    limits: {
      token: rest.LATCHKEY_LIMIT_TOKEN,
      account: rest.LATCHKEY_LIMIT_ACCOUNT,
      failures: rest.LATCHKEY_LIMIT_FAILURES,
      createPerMember: rest.LATCHKEY_LIMIT_CREATE_MEMBER,
      createPerAccount: rest.LATCHKEY_LIMIT_CREATE_ACCOUNT,
    },
    usageDays: rest.LATCHKEY_USAGE_DAYS,
    auditHeads: {
      file: rest.LATCHKEY_AUDIT_HEADS_FILE && path.resolve(rest.LATCHKEY_AUDIT_HEADS_FILE),
      url: rest.LATCHKEY_AUDIT_HEADS_URL,
    },
    collectorUrl: rest.OTEL_COLLECTOR_URL,
    verifierPort: rest.LATCHKEY_VERIFIER_PORT,
    commitUse: rest.LATCHKEY_COMMIT_USE,
    metricsToken: rest.LATCHKEY_METRICS_TOKEN,
    oidc,
    logLevel: rest.LOG_LEVEL,
  };
}

const slot = processSlot<Config>("configuration");
export const setConfig = slot.set;
/** The configuration of this process; throws before start-up has set it. */
export const getConfig = slot.get;
