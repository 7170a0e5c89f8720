import type { IncomingMessage } from "node:http";
import type { Holder } from "@/lib/authority/holder";
import { CLIENT_ADDRESS } from "@/lib/http/client-address";
import type { AccessRequest } from "@/lib/policy/statement";
import { groupOf } from "@/lib/usage/action-group";
import type { UsageLedger } from "@/lib/usage/ledger";

/** What a gateway asked about a token that is alive. */
export type GatewayUse = {
  readonly holder: Pick<Holder, "accountId" | "id" | "secretId">;
  readonly allowed: boolean;
  /** What was asked for; null where nothing was, as in an introspection. */
  readonly asked: AccessRequest | null;
  /** How often, where a gateway answered from its own memory; else once. */
  readonly times?: number;
};

/**
 * Notes it in the ledger as a use by way of a gateway: never "last used", which is the REST API's (ruling R22). Where it
 * answers with a promise, the gateway is answered when that resolves, and as without a database when it rejects.
 */
export type NoteUse = (request: IncomingMessage, use: GatewayUse) => Promise<void> | void;

/** `committed` makes every answer wait until the use is committed. */
export function noteIn(
  ledger: UsageLedger,
  { committed }: { readonly committed: boolean } = { committed: false },
): NoteUse {
  return (request, { holder, allowed, asked, times = 1 }) => {
    const { accountId, id: tokenId, secretId } = holder;
    const address = request.headers[CLIENT_ADDRESS];
    const noted = {
      accountId,
      tokenId,
      secretId,
      channel: "gateway" as const,
      denied: !allowed,
      groups: asked === null ? [] : [groupOf(asked)],
      address: typeof address === "string" ? address : null,
      agent: request.headers["user-agent"] ?? null,
      route: null,
      times,
    };
    return committed ? ledger.noteCommitted(noted) : ledger.note(noted);
  };
}
