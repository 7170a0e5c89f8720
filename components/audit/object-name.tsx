import Link from "next/link";
import type { AuditEntryView } from "@/lib/audit/view";

/** The page of what something was done to, where there still is one. */
export function objectHref({ kind, action, target }: AuditEntryView): string | null {
  if (kind === "token") return `/tokens/${target.id}`;
  if (kind === "role") return action === "deleteRole" ? null : `/roles/${target.id}`;
  return kind === "member" ? `/members/${target.id}` : null;
}

/** What it was done to, by its name of then. A session has none of its own. */
export function ObjectName({ item }: { item: AuditEntryView }) {
  if (item.kind === "session") return null;
  const href = objectHref(item);
  const name = <bdi className="wrap-anywhere">{item.target.name}</bdi>;
  return href ? (
    <Link href={href} prefetch={false} className="underline-offset-2 hover:underline">
      {name}
    </Link>
  ) : (
    name
  );
}
