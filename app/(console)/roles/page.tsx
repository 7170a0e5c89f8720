import { Plus, ShieldCheck } from "lucide-react";
import { cookies } from "next/headers";
import * as en from "@/components/messages/en";
import { readRolesAddress } from "@/components/roles/list-address";
import { NewRoleButton } from "@/components/roles/new-role-button";
import { RolesPager } from "@/components/roles/roles-pager";
import { RolesSearch } from "@/components/roles/roles-search";
import { RolesTable } from "@/components/roles/roles-table";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { getDb } from "@/lib/db/client";
import { catalogueWith } from "@/lib/policy/catalogue";
import { ROLE_PAGE_SIZE } from "@/lib/roles/limits";
import { listRoles } from "@/lib/roles/list-roles";
import { mayCreateRole } from "@/lib/roles/permissions";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";

export const metadata = { title: "Roles" };

export default async function RolesPage({ searchParams }: PageProps<"/roles">) {
  const { principal } = await requireMember();
  const address = readRolesAddress(await searchParams);
  const { q, page } = address;
  const [{ items, total }, own, jar] = await Promise.all([
    listRoles(getDb(), principal, { q, limit: ROLE_PAGE_SIZE, offset: (page - 1) * ROLE_PAGE_SIZE }),
    ownKinds(getDb(), principal),
    cookies(),
  ]);
  const mayCreate = mayCreateRole(principal).ok;
  const called = (role: (typeof TOKEN_ROLES)[number]) => en.create.roles[role][0].toLowerCase();
  const builtIn = page === 1 ? TOKEN_ROLES.filter((role) => called(role).includes(q.toLowerCase())) : [];
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.roles.title} count={total}>
        <NewRoleButton allowed={mayCreate} />
      </PageHeader>
      <RolesSearch q={q} />
      {(items.length > 0 || builtIn.length > 0) && (
        <RolesTable
          roles={items}
          builtIn={builtIn}
          mayCreate={mayCreate}
          catalogue={catalogueWith(own)}
          total={total}
          now={Date.now()}
          zone={readDisplay(jar).zone}
        />
      )}
      {items.length === 0 && <NoRoles address={address} mayCreate={mayCreate} alone={builtIn.length === 0} />}
      <RolesPager address={address} pageSize={ROLE_PAGE_SIZE} shown={items.length} total={total} />
    </div>
  );
}

type NoneProps = { address: ReturnType<typeof readRolesAddress>; mayCreate: boolean; alone: boolean };

/** Why there is no custom role, and the one thing to do about it. */
function NoRoles({ address: { q, page }, mayCreate, alone }: NoneProps) {
  const icon = <ShieldCheck aria-hidden />;
  if (q !== "" || page > 1) {
    const back = <ButtonLink href="/roles">{q === "" ? en.roles.firstPage : en.roles.clear}</ButtonLink>;
    return alone && <EmptyState icon={icon} title={q === "" ? en.roles.nothingHere : en.roles.nothing} action={back} />;
  }
  const make = (
    <ButtonLink href="/roles/new" icon={<Plus aria-hidden className="size-4" />}>
      {en.roles.first}
    </ButtonLink>
  );
  return (
    <EmptyState icon={icon} title={en.roles.none} action={mayCreate && make}>
      {en.roles.noneBody}
    </EmptyState>
  );
}
