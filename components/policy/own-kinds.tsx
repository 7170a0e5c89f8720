"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Catalogue } from "@/lib/policy/catalogue";

const NONE: Catalogue = [];
const OwnKindsContext = createContext(NONE);

/** The kinds of resources that the account named itself, as they were when the page was drawn. */
export function useOwnKinds(): Catalogue {
  return useContext(OwnKindsContext);
}

/** Makes the account's own kinds known to the policies below: their menus, hints and matrices. */
export function OwnKinds({ kinds, children }: { kinds: Catalogue; children: ReactNode }) {
  return <OwnKindsContext value={kinds}>{children}</OwnKindsContext>;
}
