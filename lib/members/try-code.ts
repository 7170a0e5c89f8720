import "server-only";
import type { Refusal } from "@/lib/core/refusal";
import { err, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { secretKind } from "@/lib/keys/secret-format";
import { allowCode, forgetCode } from "@/lib/sessions/throttle";

/**
 * Does something for whoever holds the code of a link, unless their network tried too many codes that were none. What is not
 * even a code's form costs no statement. `ip` is null for the operator, whose tries are not counted.
 */
export async function tryCode<T>(
  db: Db,
  { code, ip }: { readonly code: string; readonly ip: string | null },
  act: () => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  if (secretKind(code) !== "link") return err({ kind: "link_dead" });
  if (ip === null) return act();
  const wait = await allowCode(db, ip);
  if (wait) return err(wait);
  const answer = await act();
  if (answer.ok || answer.error.kind !== "link_dead") await forgetCode(db, ip);
  return answer;
}
