import { Plus, ShieldCheck } from "lucide-react";
import { cookies } from "next/headers";
import * as en from "@/components/messages/en";
import { NewRoleButton } from "@/components/roles/new-role-button";
import { RolesPager } from "@/components/roles/roles-pager";
import { RolesTable } from "@/components/roles/roles-table";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button-link";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { getDb } from "@/lib/db/client";
import { listRoles } from "@/lib/roles/list-roles";
import { mayCreateRole } from "@/lib/roles/permissions";
import { requireMember } from "@/lib/web/session";

export const metadata = { title: "Roles" };

const PAGE_SIZE = 50;

export default async function RolesPage({ searchParams }: PageProps<"/roles">) {
  const { principal } = await requireMember();
  const { page: asked } = await searchParams;
  const page = Math.min(Math.max(1, Math.trunc(Number(asked)) || 1), 10_000);
  const [{ items, total }, jar] = await Promise.all([
    listRoles(getDb(), principal, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE }),
    cookies(),
  ]);
  const mayCreate = mayCreateRole(principal).ok;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader title={en.roles.title} count={total}>
        <NewRoleButton allowed={mayCreate} />
      </PageHeader>
      <RolesTable roles={items} withBuiltIn={page === 1} total={total} now={Date.now()} zone={readDisplay(jar).zone} />
      {total === 0 && (
        <EmptyState
          icon={<ShieldCheck aria-hidden />}
          title={en.roles.none}
          action={
            mayCreate && (
              <ButtonLink href="/roles/new" icon={<Plus aria-hidden className="size-4" />}>
                {en.roles.first}
              </ButtonLink>
            )
          }
        >
          {en.roles.noneBody}
        </EmptyState>
      )}
      <RolesPager page={page} pageSize={PAGE_SIZE} shown={items.length} total={total} />
    </div>
  );
}
