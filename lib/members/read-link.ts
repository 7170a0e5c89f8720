import "server-only";
import type { Db } from "@/lib/db/client";
import { findLink } from "./links";

/** What the page behind an invitation or reset link may show; null when the link is dead, for whatever reason. */
export async function readLink(db: Db, code: string) {
  const link = await findLink(db, code);
  if (!link) return null;
  const { purpose, email, accountName } = link;
  return { purpose, email, accountName };
}
