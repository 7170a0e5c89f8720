"use client";

import { YOUR_OWN } from "@/components/policy/held-words";
import { PermissionMatrix } from "@/components/policy/permission-matrix";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { permissionMatrix } from "@/lib/policy/matrix";
import type { RoleView } from "@/lib/roles/view";
import { roleGrants } from "./role-grants";

/** What a role allows as a picture; worked out here, since its data would weigh more than what works it out. */
export function RoleMatrix({ role }: { role: Pick<RoleView, "policy" | "basePermissions"> }) {
  const catalogue = useCatalogue();
  return <PermissionMatrix matrix={permissionMatrix(roleGrants(role), { catalogue })} words={YOUR_OWN} />;
}
