import { ROLE_SEARCH_MAX } from "@/lib/roles/limits";

/** What the address of the list asks for. */
export type RolesAddress = { readonly q: string; readonly page: number };

type Params = Record<string, string | string[] | undefined>;

/** Reads the address leniently: what is not known is left out. */
export function readRolesAddress({ q, page }: Params): RolesAddress {
  const asked = typeof page === "string" ? Number.parseInt(page, 10) : 1;
  return {
    q: typeof q === "string" ? q.trim().slice(0, ROLE_SEARCH_MAX) : "",
    page: Number.isSafeInteger(asked) ? Math.min(Math.max(1, asked), 10_000) : 1,
  };
}

export function rolesHref({ q, page }: RolesAddress): string {
  const params = new URLSearchParams();
  if (q !== "") params.set("q", q);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/roles?${params}` : "/roles";
}
