import "server-only";
import type { Principal } from "@/lib/access/principal";
import type { Refusal } from "@/lib/core/refusal";
import { ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { change } from "@/lib/principals/change";
import { getAccount } from "@/lib/principals/get-account";
import type { RenameAccountInput } from "./input";
import { saveSettings } from "./save-settings";

/** Gives the account another name, for whoever may `updateOrganization`; refused if somebody renamed it since it was read. */
export async function renameAccount(
  db: Db,
  principal: Principal,
  { seen, asked }: RenameAccountInput,
): Promise<Result<{ name: string }, Refusal>> {
  return change(
    db,
    principal,
    async (tx, actor) => {
      const { name } = await getAccount(tx, actor);
      const saved = await saveSettings(tx, actor, "updateOrganization", { seen, present: { name }, asked });
      return saved.ok ? ok(asked) : saved;
    },
    { lockAccount: true },
  );
}
