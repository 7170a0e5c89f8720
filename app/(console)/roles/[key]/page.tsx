import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import { readComparison } from "@/components/roles/comparison";
import { RoleOverview } from "@/components/roles/role-overview";
import { readDisplay } from "@/components/ui/display";
import { getDb } from "@/lib/db/client";
import { roleHolders } from "@/lib/members/role-holders";
import { getRole } from "@/lib/roles/get-role";
import { listVersions } from "@/lib/roles/list-versions";
import { rolePermissions } from "@/lib/roles/permissions";
import { ownKinds } from "@/lib/vocabulary/find-vocabulary";
import { requireMember } from "@/lib/web/session";
import { otherRolesAction, retireRoleAction } from "../actions";

export const metadata = { title: "Role" };

const END_ACTS = { retire: retireRoleAction, others: otherRolesAction };

export default async function RolePage({ params, searchParams }: PageProps<"/roles/[key]">) {
  const { principal } = await requireMember();
  const key = decodeURIComponent((await params).key);
  const db = getDb();
  const role = await getRole(db, principal, key);
  if (!role.ok) notFound();
  const [versions, holders, own, jar] = await Promise.all([
    listVersions(db, principal, role.value.id),
    roleHolders(db, principal, role.value.id),
    ownKinds(db, principal),
    cookies(),
  ]);
  return (
    <RoleOverview
      role={role.value}
      versions={versions.ok ? versions.value : []}
      comparison={readComparison(await searchParams, role.value.version)}
      holders={holders.ok ? holders.value : null}
      may={rolePermissions(principal, role.value.key)}
      acts={END_ACTS}
      own={own}
      now={Date.now()}
      zone={readDisplay(jar).zone}
    />
  );
}
