import type { AccessRequest, Grants } from "@/lib/policy/statement";

/** Who the audit log names, and the credential that is looked at again before a change. */
export type Actor =
  | {
      readonly kind: "session";
      readonly id: string;
      /** Milliseconds since its member last proved who they are, by the database's clock. */
      readonly provenAgo: number;
    }
  | { readonly kind: "access_token"; readonly id: string; readonly secretId: string }
  | { readonly kind: "operator"; readonly name: string };

/** Where a request came from, for the audit log. */
export type Origin = {
  readonly ip: string | null;
  readonly requestId: string | null;
  /** Where `may` writes down what it allowed in this one request, for whoever counts what tokens are used for. */
  readonly allowed?: AccessRequest[];
};

/** Who asks, as they were when they were looked up. */
export type Principal = {
  readonly accountId: string;
  readonly actor: Actor;
  /** The member acting; null for a service token and for the operator at the server. */
  readonly memberId: string | null;
  /** The member who answers for what is made: the acting one, or the maker of a service token. */
  readonly answersFor: string | null;
  /** The version of that member's rights on which all below was worked out; 0 when nobody answers. */
  readonly rightsVersion: number;
  /** What is declared, then every ceiling: all must allow. Never empty, since "all of nothing" would be yes. */
  readonly grants: Grants;
  readonly origin: Origin;
};
