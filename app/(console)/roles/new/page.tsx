import { ShieldCheck } from "lucide-react";
import * as en from "@/components/messages/en";
import { NewRoleForm } from "@/components/roles/new-role-form";
import { RoleCrumbs } from "@/components/roles/role-crumbs";
import { EmptyState } from "@/components/ui/empty-state";
import { mayCreateRole } from "@/lib/roles/permissions";
import { requireMember } from "@/lib/web/session";
import { createRoleAction } from "../actions";

export const metadata = { title: "New role" };

export default async function NewRolePage() {
  const { principal } = await requireMember();
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <RoleCrumbs here={en.roleEdit.newCrumb} />
        <h1 className="text-xl font-semibold" tabIndex={-1}>
          {en.roleEdit.newTitle}
        </h1>
      </div>
      {mayCreateRole(principal).ok ? (
        <NewRoleForm create={createRoleAction} yours={principal.grants} />
      ) : (
        <EmptyState icon={<ShieldCheck aria-hidden />} title={en.roles.mayNotCreate} />
      )}
    </div>
  );
}
