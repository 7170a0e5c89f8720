import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import * as en from "@/components/messages/en";
import { OwnKinds } from "@/components/policy/own-kinds";
import { RoleCrumbs } from "@/components/roles/role-crumbs";
import { RoleEditor } from "@/components/roles/role-editor";
import { readDisplay } from "@/components/ui/display";
import { getDb } from "@/lib/db/client";
import { getRole } from "@/lib/roles/get-role";
import { listVersions } from "@/lib/roles/list-versions";
import { rolePermissions } from "@/lib/roles/permissions";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { readRoleAction, roleEffectsAction, updateRoleAction } from "../../actions";

export const metadata = { title: "Edit role" };

const ACTS = { update: updateRoleAction, effects: roleEffectsAction, read: readRoleAction };

export default async function EditRolePage({ params, searchParams }: PageProps<"/roles/[key]/edit">) {
  const { principal } = await requireMember();
  const { version } = await searchParams;
  const db = getDb();
  const found = await getRole(db, principal, decodeURIComponent((await params).key));
  if (!found.ok) notFound();
  const role = found.value;
  if (!rolePermissions(principal, role.key).edit) redirect(`/roles/${encodeURIComponent(role.key)}`); // the reason stands there
  const versions = version === undefined ? null : await listVersions(db, principal, role.id);
  const from = versions?.ok ? versions.value.find((saved) => saved.version === Number(version)) : undefined;
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <RoleCrumbs of={role} here={en.roleEdit.crumb} />
        <h1 className="text-xl font-semibold wrap-anywhere" tabIndex={-1} dir="auto">
          {en.roleEdit.title(role.name)}
        </h1>
      </div>
      <OwnKinds kinds={await ownKinds(db, principal)}>
        <RoleEditor
          key={from?.version ?? 0}
          role={role}
          from={from ?? null}
          acts={ACTS}
          yours={principal.grants}
          now={Date.now()}
          zone={readDisplay(await cookies()).zone}
        />
      </OwnKinds>
    </div>
  );
}
