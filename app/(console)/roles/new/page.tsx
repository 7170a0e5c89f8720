import { ShieldCheck } from "lucide-react";
import * as en from "@/components/messages/en";
import { OwnKinds } from "@/components/policy/own-kinds";
import { copyOfBuiltIn, copyOfRole } from "@/components/roles/duplicate";
import { NewRoleForm } from "@/components/roles/new-role-form";
import { RoleCrumbs } from "@/components/roles/role-crumbs";
import type { Draft } from "@/components/roles/role-draft";
import { EmptyState } from "@/components/ui/empty-state";
import type { Principal } from "@/lib/access/principal";
import { TOKEN_ROLES } from "@/lib/core/base-role";
import { getDb } from "@/lib/db/client";
import { getRole } from "@/lib/roles/get-role";
import { mayCreateRole } from "@/lib/roles/permissions";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { createRoleAction } from "../actions";

export const metadata = { title: "New role" };

export default async function NewRolePage({ searchParams }: PageProps<"/roles/new">) {
  const { principal } = await requireMember();
  const from = await draftFrom(principal, (await searchParams)["from"]);
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <RoleCrumbs here={en.roleEdit.newCrumb} />
        <h1 className="text-xl font-semibold" tabIndex={-1}>
          {en.roleEdit.newTitle}
        </h1>
      </div>
      {mayCreateRole(principal).ok ? (
        <OwnKinds kinds={await ownKinds(getDb(), principal)}>
          <NewRoleForm create={createRoleAction} yours={principal.grants} from={from} />
        </OwnKinds>
      ) : (
        <EmptyState icon={<ShieldCheck aria-hidden />} title={en.roles.mayNotCreate} />
      )}
    </div>
  );
}

/** The role that the new one begins as, if the address names one that can be seen. */
async function draftFrom(principal: Principal, from: string | string[] | undefined): Promise<Draft | null> {
  if (typeof from !== "string") return null;
  const builtIn = TOKEN_ROLES.find((role) => role === from);
  if (builtIn) return copyOfBuiltIn(builtIn);
  const found = await getRole(getDb(), principal, from);
  return found.ok ? copyOfRole(found.value) : null;
}
