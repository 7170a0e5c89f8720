import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { Principal } from "@/lib/access/principal";
import type { Db } from "@/lib/db/client";
import type { Limiter } from "@/lib/limits/limiter";
import type { PresentedToken } from "@/lib/tokens/verify-token";
import type { UsageLedger } from "@/lib/usage/ledger";

/** What the API needs of its process. */
export type ApiDependencies = {
  readonly db: Db;
  /** Whose secret this is, as of now; null if nobody's. Rejects when that cannot be told. */
  readonly present: (secret: string) => PresentedToken | null | Promise<PresentedToken | null>;
  readonly uses: UsageLedger;
  readonly log: Logger;
  readonly limiter: Limiter;
  /** Where readers find us, if the operator said so; else where the request says that it went. */
  readonly publicOrigin?: string | undefined;
};

/** Who calls with which token, by one look-up at the start of the request. */
export type Caller = {
  readonly principal: Principal;
  readonly tokenId: string;
  readonly tokenName: string;
  /** What the request asks to be answered in, else the token's default. */
  readonly apiVersion: number;
  /** Whether it asks by the name of what is not settled yet. */
  readonly beta: boolean;
};

/** `incoming` is the node request behind the web-standard one; there is none in a call made within the process. */
export type ApiEnv = {
  Bindings: { incoming?: IncomingMessage };
  Variables: { requestId: string };
};
