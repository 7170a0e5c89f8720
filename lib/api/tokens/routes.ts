import { z } from "zod";
import { err, ok } from "@/lib/core/result";
import { accountOwnerId } from "@/lib/principals/account-owner";
import { createToken } from "@/lib/tokens/create-token";
import { getLivingToken } from "@/lib/tokens/get-token";
import { heldBackOf } from "@/lib/tokens/held-back-of";
import type { TokenRoleInput } from "@/lib/tokens/input";
import { listTokens } from "@/lib/tokens/list-tokens";
import { revokeToken } from "@/lib/tokens/revoke-token";
import { rotateToken } from "@/lib/tokens/rotate-token";
import { editToken } from "@/lib/tokens/update-token";
import { patchBody } from "../json-patch";
import { pageInVersion, pageLinks, pagingQuery } from "../paging";
import { NOTHING, tokenRoute } from "../token-route";
import { createPage, listPage, readPage, removePage, resetPage, updatePage } from "./pages";
import { patchToken } from "./patch-token";
import { inWireWords, resetBody, resetQuery, tokenPost } from "./token-input";
import { changedTokenRep, heldBackRep, tokenRep, tokensRep, toTokenRep } from "./token-rep";

const PATH = "/api/v2/tokens";
const byId = z.object({ id: z.string().max(64) });

const list = tokenRoute(
  {
    method: "get",
    path: "/tokens",
    summary: "List access tokens",
    page: listPage,
    params: NOTHING,
    query: z.object({ ...pagingQuery(), showAll: z.enum(["true", "false"], "Use true or false.").default("false") }),
    body: NOTHING,
    answer: tokensRep,
    status: 200,
  },
  async ({ principal, apiVersion }, { query: { showAll, ...asked } }, { db }) => {
    const { limit, offset } = pageInVersion(asked, 25, apiVersion);
    const page = await listTokens(db, principal, { showAll: showAll === "true", limit, offset });
    const items = page.items.map((token) => toTokenRep(token, page.ownerId));
    const kept = showAll === "true" ? { showAll } : {};
    return ok({ items, totalCount: page.total, _links: pageLinks(PATH, { limit, offset, total: page.total }, kept) });
  },
);

/** This answer and that to a rotation carry a whole secret, and nothing repeats it. */
const create = tokenRoute(
  {
    method: "post",
    path: "/tokens",
    summary: "Create an access token",
    page: createPage,
    params: NOTHING,
    query: NOTHING,
    body: tokenPost,
    answer: changedTokenRep,
    status: 201,
    creates: true,
  },
  async ({ principal }, { body }, { db }) => {
    const issued = await createToken(db, principal, body);
    if (!issued.ok) return err(inWireWords(issued.error, body.role));
    const { token, ownerId, secret, heldBack } = issued.value;
    return ok({ ...toTokenRep(token, ownerId, secret.reveal()), ...heldBackRep(heldBack) });
  },
);

const read = tokenRoute(
  {
    method: "get",
    path: "/tokens/{id}",
    summary: "Read an access token",
    page: readPage,
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: tokenRep,
    status: 200,
  },
  async ({ principal }, { params: { id } }, { db }) => {
    const found = await getLivingToken(db, principal, id);
    return found.ok ? ok(toTokenRep(found.value, await accountOwnerId(db, principal.accountId))) : found;
  },
);

const update = tokenRoute(
  {
    method: "patch",
    path: "/tokens/{id}",
    summary: "Change an access token",
    page: updatePage,
    params: byId,
    query: NOTHING,
    body: patchBody,
    answer: changedTokenRep,
    status: 200,
  },
  async ({ principal }, { params: { id }, body: { patch, comment } }, { db }) => {
    let form: TokenRoleInput | null = null;
    const changed = await editToken(db, principal, id, (token) => {
      const changes = patchToken(token, patch, comment);
      form = changes.ok ? (changes.value.role ?? null) : null;
      return changes;
    });
    if (!changed.ok) return err(inWireWords(changed.error, form));
    const heldBack = changed.value.limited ? await heldBackOf(db, principal, id) : [];
    const ownerId = await accountOwnerId(db, principal.accountId);
    return ok({ ...toTokenRep(changed.value, ownerId), ...heldBackRep(heldBack) });
  },
);

/** The wire's name for a rotation; no content type is asked for, since clients send the empty body under any. */
const reset = tokenRoute(
  {
    method: "post",
    path: "/tokens/{id}/reset",
    summary: "Rotate an access token's secret",
    page: resetPage,
    params: byId,
    query: resetQuery,
    body: resetBody,
    anyContentType: true,
    answer: tokenRep,
    status: 200,
  },
  async ({ principal }, { params: { id }, query, body }, { db }) => {
    const rotated = await rotateToken(db, principal, { id, oldUntil: query.expiry ?? body?.expiry ?? null });
    if (!rotated.ok) return err(inWireWords(rotated.error, null));
    const { token, secret } = rotated.value;
    return ok(toTokenRep(token, await accountOwnerId(db, principal.accountId), secret.reveal()));
  },
);

const remove = tokenRoute(
  {
    method: "delete",
    path: "/tokens/{id}",
    summary: "Revoke an access token",
    page: removePage,
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: null,
    status: 204,
  },
  async ({ principal }, { params: { id } }, { db }) => {
    const revoked = await revokeToken(db, principal, { id, reason: "" });
    return revoked.ok ? ok(null) : revoked;
  },
);

export const tokenRoutes = [list, create, read, update, reset, remove];
