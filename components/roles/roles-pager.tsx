import * as en from "@/components/messages/en";
import { ButtonLink } from "@/components/ui/button-link";
import { type RolesAddress, rolesHref } from "./list-address";

type Props = { address: RolesAddress; pageSize: number; shown: number; total: number };

/** The way through an account with many roles; nothing where all fit. */
export function RolesPager({ address, pageSize, shown, total }: Props) {
  const { page } = address;
  const at = (there: number) => rolesHref({ ...address, page: there });
  if (total <= pageSize && page === 1) return null;
  return (
    <nav aria-label={en.roles.pages} className="flex flex-wrap items-center justify-between gap-2 text-text-subtle">
      <span className="tnum text-xs">{en.roles.shown(shown, total)}</span>
      <span className="flex gap-2">
        {page > 1 && <ButtonLink href={at(page - 1)}>{en.roles.previous}</ButtonLink>}
        {page * pageSize < total && <ButtonLink href={at(page + 1)}>{en.roles.next}</ButtonLink>}
      </span>
    </nav>
  );
}
