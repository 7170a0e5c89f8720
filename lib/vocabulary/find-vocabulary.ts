import "server-only";
import { eq } from "drizzle-orm";
import { vocabularies } from "@/drizzle/schema";
import type { Principal } from "@/lib/access/principal";
import type { Db, Tx } from "@/lib/db/client";
import { type Catalogue, catalogueWith } from "@/lib/policy/catalogue";
import { kindsOf } from "@/lib/policy/vocabulary";
import type { VocabularyView } from "./view";

const columns = { revision: vocabularies.revision, types: vocabularies.types };

/** The account's vocabulary as it is now: one row by its key. */
export async function findVocabulary(db: Db | Tx, accountId: string): Promise<VocabularyView> {
  const [row] = await db.select(columns).from(vocabularies).where(eq(vocabularies.accountId, accountId));
  return row ?? { revision: null, types: [] };
}

/** The kinds of the account's own, for menus, matrices and the linter: every member reads policies by them. */
export async function ownKinds(db: Db | Tx, { accountId }: Pick<Principal, "accountId">): Promise<Catalogue> {
  return kindsOf((await findVocabulary(db, accountId)).types);
}

/** All there is to name in the account: the built-in kinds and its own. */
export async function catalogueOf(db: Db | Tx, account: Pick<Principal, "accountId">): Promise<Catalogue> {
  return catalogueWith(await ownKinds(db, account));
}
