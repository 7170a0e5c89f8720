/** As much of the package as the browser tests use; it brings no types. */
declare module "oidc-provider" {
  import type { JsonWebKey } from "node:crypto";
  import type { RequestListener } from "node:http";

  type Grant = { addOIDCScope(scope: string): void; save(): Promise<string> };
  type Context = {
    readonly oidc: {
      readonly client: { readonly clientId: string };
      readonly provider: { readonly Grant: new (of: { clientId: string; accountId: string }) => Grant };
      readonly session: { readonly accountId: string };
    };
  };
  type Configuration = {
    readonly clients: readonly {
      readonly client_id: string;
      readonly client_secret: string;
      readonly redirect_uris: readonly string[];
    }[];
    readonly jwks: { readonly keys: readonly JsonWebKey[] };
    readonly cookies: { readonly keys: readonly string[] };
    readonly claims: Readonly<Record<string, readonly string[]>>;
    readonly ttl: Readonly<Record<string, number>>;
    readonly findAccount: (
      context: unknown,
      id: string,
    ) => { readonly accountId: string; readonly claims: () => object } | undefined;
    readonly loadExistingGrant: (context: Context) => Promise<Grant>;
  };
  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): RequestListener;
  }
}
