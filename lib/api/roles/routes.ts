import { z } from "zod";
import { ok } from "@/lib/core/result";
import { createRole } from "@/lib/roles/create-role";
import { deleteRole } from "@/lib/roles/delete-role";
import { getRole } from "@/lib/roles/get-role";
import { listRoles } from "@/lib/roles/list-roles";
import { editRole } from "@/lib/roles/update-role";
import { pageInVersion, pageLinks, pagingQuery } from "../paging";
import { NOTHING, tokenRoute } from "../token-route";
import { createPage, listPage, readPage, removePage, updatePage } from "./pages";
import { patchRole } from "./patch-role";
import { rolePatch, rolePost } from "./role-input";
import { roleRep, rolesRep, toRoleRep } from "./role-rep";

const PATH = "/api/v2/roles";
const byKeyOrId = z.object({ keyOrId: z.string().max(64) });

const list = tokenRoute(
  {
    method: "get",
    path: "/roles",
    summary: "List custom roles",
    page: listPage,
    params: NOTHING,
    query: z.object(pagingQuery()),
    body: NOTHING,
    answer: rolesRep,
    status: 200,
  },
  async ({ principal, apiVersion }, { query }, { db }) => {
    const { limit, offset } = pageInVersion(query, 20, apiVersion);
    const { items, total } = await listRoles(db, principal, { limit, offset });
    const _links = pageLinks(PATH, { limit, offset, total }, {});
    return ok({ items: items.map(toRoleRep), totalCount: total, _links });
  },
);

const create = tokenRoute(
  {
    method: "post",
    path: "/roles",
    summary: "Create a custom role",
    page: createPage,
    params: NOTHING,
    query: NOTHING,
    body: rolePost,
    answer: roleRep,
    status: 201,
  },
  async ({ principal }, { body }, { db }) => {
    const created = await createRole(db, principal, { ...body, comment: "" });
    return created.ok ? ok(toRoleRep(created.value)) : created;
  },
);

const read = tokenRoute(
  {
    method: "get",
    path: "/roles/{keyOrId}",
    summary: "Read a custom role",
    page: readPage,
    params: byKeyOrId,
    query: NOTHING,
    body: NOTHING,
    answer: roleRep,
    status: 200,
  },
  async ({ principal }, { params: { keyOrId } }, { db }) => {
    const found = await getRole(db, principal, keyOrId);
    return found.ok ? ok(toRoleRep(found.value)) : found;
  },
);

const update = tokenRoute(
  {
    method: "patch",
    path: "/roles/{keyOrId}",
    summary: "Change a custom role",
    page: updatePage,
    params: byKeyOrId,
    query: NOTHING,
    body: rolePatch,
    answer: roleRep,
    status: 200,
  },
  async ({ principal }, { params: { keyOrId }, body }, { db }) => {
    const changed = await editRole(db, principal, keyOrId, (role) => patchRole(role, body));
    return changed.ok ? ok(toRoleRep(changed.value)) : changed;
  },
);

/** While somebody has the role it takes `force`: it then gives them nothing any more (ruling R13). */
const remove = tokenRoute(
  {
    method: "delete",
    path: "/roles/{keyOrId}",
    summary: "Delete a custom role",
    page: removePage,
    params: byKeyOrId,
    query: z.object({ force: z.enum(["true", "false"], "Use true or false.").default("false") }),
    body: NOTHING,
    answer: null,
    status: 204,
  },
  async ({ principal }, { params: { keyOrId }, query: { force } }, { db }) =>
    deleteRole(db, principal, { role: keyOrId, evenInUse: force === "true", comment: "" }),
);

export const roleRoutes = [list, create, read, update, remove];
