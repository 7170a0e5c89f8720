import { describe, expect, test } from "vitest";
import { readConfig } from "./config";

describe("the environment", () => {
  test("an empty one is a working one, on this machine alone", () => {
    expect(readConfig({ NODE_ENV: "production" })).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      databaseUrl: undefined,
      trustProxy: false,
    });
    expect(readConfig({ NODE_ENV: "production" }).dataDir).toMatch(/\.latchkey$/);
  });

  test.each([
    ["PORT", "eighty", "a port number from 1 to 65535"],
    ["PORT", "0", "a port number"],
    ["DATABASE_URL", "mysql://x", "a Postgres address"],
    ["LATCHKEY_SECRET", "short", "at least 32 random bytes"],
    ["LATCHKEY_URL", "latchkey.example", "the address that browsers use"],
    ["LATCHKEY_URL", "ftp://latchkey.example", "the address that browsers use"],
    ["TRUST_PROXY", "yes", "1 when a reverse proxy"],
    ["LATCHKEY_LIMIT_TOKEN", "-1", "calls a minute, 0 for no limit"],
    ["LATCHKEY_LIMIT_CREATE_MEMBER", "many", "tokens an hour, 0 for no limit"],
    ["LATCHKEY_USAGE_DAYS", "7", "for how many days counts of use are kept, from 30 to 3650"],
    ["LATCHKEY_USAGE_DAYS", "for ever", "for how many days"],
    ["LATCHKEY_AUDIT_HEADS_URL", "file:///var/log/heads", "an address that takes the heads"],
    ["OTEL_COLLECTOR_URL", "collector:4318", "the address of a collector"],
    ["OTEL_COLLECTOR_URL", "http://collector:4318/v1/traces", "the address of a collector, without /v1/traces"],
    ["OTEL_COLLECTOR_URL", "http://collector:4318/?key=1", "the address of a collector"],
    ["LATCHKEY_OIDC_ISSUER", "login.example.com", "the https address of an OpenID Connect issuer"],
    ["LATCHKEY_OIDC_ISSUER", "http://login.example.com", "the https address"],
    ["LATCHKEY_OIDC_ISSUER", "https://me:secret@login.example.com", "the https address"],
    ["LATCHKEY_OIDC_ISSUER", "https://login.example.com/?tenant=1", "the https address"],
    ["LATCHKEY_OIDC_NAME", "x".repeat(41), "what people call the issuer, in 1 to 40 characters"],
    ["LATCHKEY_OIDC_TRUST_MFA", "yes", "1 when the issuer asks everybody for a second factor"],
    ["LOG_LEVEL", "loud", "one of fatal"],
    ["LATCHKEY_OWNER_PASSWORD", "short", "a password of 15"],
  ])("a bad %s (%s) is named, with what was expected", (name, value, expected) => {
    expect(() => readConfig({ NODE_ENV: "production", [name]: value })).toThrow(
      new RegExp(`^${name} cannot be used: expected ${expected}`),
    );
  });

  test("an Owner's address without a password is refused, and the other way round", () => {
    expect(() => readConfig({ NODE_ENV: "production", LATCHKEY_OWNER_EMAIL: "a@b.example" })).toThrow(
      "set both or neither",
    );
    expect(() => readConfig({ NODE_ENV: "production", LATCHKEY_OWNER_PASSWORD: "long enough for this" })).toThrow(
      "set both or neither",
    );
  });

  test("a group for single sign-on that is half set is refused, with the first variable that is missing", () => {
    const whole = {
      LATCHKEY_URL: "https://latchkey.example.com",
      LATCHKEY_OIDC_ISSUER: "https://login.example.com/realm",
      LATCHKEY_OIDC_CLIENT_ID: "latchkey",
      LATCHKEY_OIDC_CLIENT_SECRET: "kept",
    };
    const withOidc = (more: Partial<NodeJS.ProcessEnv>) =>
      readConfig({ NODE_ENV: "production", ...whole, ...more }).oidc;
    for (const name of Object.keys(whole))
      expect(() => withOidc({ [name]: "" }), name).toThrow(new RegExp(`^${name} is needed too: single sign-on`));
    for (const name of ["LATCHKEY_OIDC_NAME", "LATCHKEY_OIDC_TRUST_MFA"])
      expect(() => readConfig({ NODE_ENV: "production", [name]: "1" }), name).toThrow(
        /^LATCHKEY_OIDC_ISSUER is needed/,
      );
    const read = { issuer: "https://login.example.com/realm", clientId: "latchkey", clientSecret: "kept" };
    expect(withOidc({})).toEqual({ ...read, name: "single sign-on", trustMfa: false });
    expect(withOidc({ LATCHKEY_OIDC_NAME: "Acme ID", LATCHKEY_OIDC_TRUST_MFA: "1" })).toEqual({
      ...read,
      name: "Acme ID",
      trustMfa: true,
    });
    expect(withOidc({ LATCHKEY_OIDC_ISSUER: "http://127.0.0.1:9000" })?.issuer).toBe("http://127.0.0.1:9000");
    expect(readConfig({ NODE_ENV: "production" }).oidc).toBeUndefined();
  });

  test("an owner of the database without another user to work as is refused", () => {
    const env = { NODE_ENV: "production", DATABASE_OWNER_URL: "postgres://owner@127.0.0.1/latchkey" } as const;
    expect(() => readConfig(env)).toThrow("set that too");
    expect(readConfig({ ...env, DATABASE_URL: "postgres://app@127.0.0.1/latchkey" })).toMatchObject({
      databaseOwnerUrl: env.DATABASE_OWNER_URL,
    });
  });

  test("a variable that is set to nothing counts as not set", () => {
    expect(readConfig({ NODE_ENV: "production", PORT: "", DATABASE_URL: "" })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });
});
