import "server-only";
import type { PlainSecret } from "@/lib/core/plain-secret";
import type { Tx } from "@/lib/db/client";
import { endSessionsOf } from "@/lib/sessions/end-sessions-of";
import { renewSid } from "@/lib/sessions/renew-sid";

type Whose = { readonly accountId: string; readonly memberId: string };

/**
 * A member's factor has changed: their other sessions end, and the one that changed it goes on under a new id (security 3.9). `proven`
 * says that it took as much as signing in takes.
 */
export async function renewSession(
  tx: Tx,
  whose: Whose,
  { sessionId, proven }: { readonly sessionId: string; readonly proven: boolean },
): Promise<PlainSecret> {
  await endSessionsOf(tx, whose, "factor_changed", sessionId);
  return renewSid(tx, { sessionId, accountId: whose.accountId, proven });
}
