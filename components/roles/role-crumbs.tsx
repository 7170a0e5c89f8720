import Link from "next/link";
import * as en from "@/components/messages/en";

/** Where a page about one role stands; `of` is the role's own page, if that is above. */
export function RoleCrumbs({ of, here }: { of?: { key: string; name: string }; here: string }) {
  return (
    <nav aria-label={en.common.breadcrumb} className="pb-1 text-xs text-text-subtle">
      <Link href="/roles" className="hover:underline">
        {en.nav.roles}
      </Link>
      {" / "}
      {of && (
        <>
          <Link href={`/roles/${encodeURIComponent(of.key)}`} className="hover:underline" dir="auto">
            {of.name}
          </Link>
          {" / "}
        </>
      )}
      <span dir="auto">{here}</span>
    </nav>
  );
}
