import Link from "next/link";
import * as en from "@/components/messages/en";

/** Where the page of route rules lies. */
export function RouteCrumbs() {
  return (
    <nav aria-label={en.routes.crumbs} className="pb-1 text-xs text-text-subtle">
      <Link href="/settings/gateways" className="hover:underline">
        {en.gateways.title}
      </Link>
      {" / "}
      {en.routes.title}
    </nav>
  );
}
