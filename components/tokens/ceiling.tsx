"use client";

import * as en from "@/components/messages/en";
import { filledIn } from "@/components/policy/filled-in";
import { heldWordsOf } from "@/components/policy/held-words";
import { PermissionMatrix } from "@/components/policy/permission-matrix";
import { useCatalogue } from "@/components/policy/use-catalogue";
import { permissionMatrix } from "@/lib/policy/matrix";
import type { Grants } from "@/lib/policy/statement";

/** What was kept with a service token of what its maker could do, as a matrix of its own. */
export function Ceiling({ grants, creator }: { grants: Grants; creator: string }) {
  const catalogue = useCatalogue();
  const [, first, ...more] = filledIn(grants);
  if (!first) return null;
  return (
    <div className="pt-3">
      <h3 className="pb-1 font-semibold">{en.detail.ceiling(creator)}</h3>
      <PermissionMatrix matrix={permissionMatrix([first, ...more], { catalogue })} words={heldWordsOf(creator)} />
    </div>
  );
}
