"use client";

import { type Catalogue, catalogueWith } from "@/lib/policy/catalogue";
import { useOwnKinds } from "./own-kinds";

/** What there is to name in the policies of this page; stable while the page is. Apart from its context, since it brings the built-in kinds along. */
export function useCatalogue(): Catalogue {
  return catalogueWith(useOwnKinds());
}
