import Link from "next/link";
import * as en from "@/components/messages/en";

/** Where the page of a token lies. */
export function Crumbs({ name }: { name: string }) {
  return (
    <nav aria-label={en.detail.crumbs} className="pb-1 text-xs text-text-subtle">
      <Link href="/tokens" className="hover:underline">
        {en.detail.crumb}
      </Link>
      {" / "}
      <span dir="auto">{name}</span>
    </nav>
  );
}
