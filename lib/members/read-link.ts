import "server-only";
import type { Refusal } from "@/lib/core/refusal";
import { err, ok, type Result } from "@/lib/core/result";
import type { Db } from "@/lib/db/client";
import { findLink } from "./links";
import { tryCode } from "./try-code";

type LinkView = { readonly purpose: "invite" | "reset"; readonly email: string; readonly accountName: string };

/** What the page behind an invitation or reset link may show; null when the link is dead, for whatever reason. */
export async function readLink(db: Db, code: string): Promise<LinkView | null> {
  const link = await findLink(db, code);
  if (!link) return null;
  const { purpose, email, accountName } = link;
  return { purpose, email, accountName };
}

/** The same for a visitor from that network, whose wrong codes are counted. */
export function visitLink(db: Db, code: string, ip: string | null): Promise<Result<LinkView, Refusal>> {
  return tryCode(db, { code, ip }, async () => {
    const link = await readLink(db, code);
    return link ? ok(link) : err({ kind: "link_dead" });
  });
}
