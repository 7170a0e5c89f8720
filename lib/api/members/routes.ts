import { z } from "zod";
import { redact } from "@/lib/core/redact";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { err, ok } from "@/lib/core/result";
import { viewMember } from "@/lib/members/get-member";
import { inviteMembers } from "@/lib/members/invite-members";
import { searchMembers } from "@/lib/members/list-members";
import { removeMember } from "@/lib/members/remove-member";
import { editMember } from "@/lib/members/update-member";
import { updateMembers } from "@/lib/members/update-members";
import { patchBody } from "../json-patch";
import { pageLinks, pageOf, pagingQuery } from "../paging";
import { link } from "../reps";
import { NOTHING, tokenRoute } from "../token-route";
import { parseFilter, parseSort } from "./filter";
import { instructionInWireWords, membersPatch, toInstruction } from "./instructions";
import { inWireWords, membersPost, patchMember } from "./member-input";
import { expandQuery, memberRep, membersChangedRep, membersRep, toMemberRep } from "./member-rep";
import { invitePage, listPage, readPage, removePage, updateManyPage, updatePage } from "./pages";

const PATH = "/api/v2/members";
const byId = z.object({ id: z.string().max(64) });

const list = tokenRoute(
  {
    method: "get",
    path: "/members",
    summary: "List account members",
    page: listPage,
    params: NOTHING,
    query: z.object({
      ...pagingQuery(1000),
      filter: z.string().max(8000).default(""),
      sort: z.string().max(100).default(""),
      expand: expandQuery,
    }),
    body: NOTHING,
    answer: membersRep,
    status: 200,
  },
  async ({ principal }, { query: { filter, sort, expand, ...asked } }, { db }) => {
    const conditions = parseFilter(filter);
    if (!conditions.ok) return conditions;
    const sorts = parseSort(sort);
    if (!sorts.ok) return sorts;
    const { limit, offset } = pageOf(asked, 20);
    const query = { conditions: conditions.value, sort: sorts.value, limit, offset };
    const { items, total } = await searchMembers(db, principal, query);
    const kept = { filter, sort, expand: [...expand].join(",") };
    const given = Object.fromEntries(Object.entries(kept).filter(([, text]) => text !== ""));
    const _links = pageLinks(PATH, { limit, offset, total }, given);
    return ok({ items: items.map((member) => toMemberRep(member, expand)), totalCount: total, _links });
  },
);

/** The links of invitations stay inside: whoever may hands out new ones in the console. */
const invite = tokenRoute(
  {
    method: "post",
    path: "/members",
    summary: "Invite account members",
    page: invitePage,
    params: NOTHING,
    query: NOTHING,
    body: membersPost,
    answer: membersRep,
    status: 201,
  },
  async ({ principal }, { body }, { db }) => {
    const invited = await inviteMembers(db, principal, body);
    if (!invited.ok) return err(inWireWords(invited.error));
    const items = invited.value.map(({ member }) => toMemberRep(member));
    return ok({ items, totalCount: items.length, _links: { self: link(PATH) } });
  },
);

const updateMany = tokenRoute(
  {
    method: "patch",
    path: "/members",
    summary: "Change account members",
    page: updateManyPage,
    params: NOTHING,
    query: NOTHING,
    body: membersPatch,
    answer: membersChangedRep,
    status: 200,
  },
  async ({ principal }, { body: { instructions, comment } }, { db }) => {
    const done = await updateMembers(db, principal, { instructions: instructions.map(toInstruction), comment });
    if (!done.ok) return err(instructionInWireWords(done.error));
    const { changed, refused } = done.value;
    const errors = refused.map(({ id, refusal }) => ({ [redact(id)]: redact(refusalSentence(refusal)) }));
    return ok({ members: [...changed], errors });
  },
);

const read = tokenRoute(
  {
    method: "get",
    path: "/members/{id}",
    summary: "Read an account member",
    page: readPage,
    params: byId,
    query: z.object({ expand: expandQuery }),
    body: NOTHING,
    answer: memberRep,
    status: 200,
  },
  async ({ principal }, { params: { id }, query: { expand } }, { db }) => {
    const found = await viewMember(db, principal, id === "me" ? (principal.memberId ?? "") : id);
    return found.ok ? ok(toMemberRep(found.value, expand)) : found;
  },
);

const update = tokenRoute(
  {
    method: "patch",
    path: "/members/{id}",
    summary: "Change an account member",
    page: updatePage,
    params: byId,
    query: NOTHING,
    body: patchBody,
    answer: memberRep,
    status: 200,
  },
  async ({ principal }, { params: { id }, body: { patch, comment } }, { db }) => {
    const changed = await editMember(db, principal, id, (member) => patchMember(member, patch, comment));
    return changed.ok ? ok(toMemberRep(changed.value)) : err(inWireWords(changed.error));
  },
);

const remove = tokenRoute(
  {
    method: "delete",
    path: "/members/{id}",
    summary: "Remove an account member",
    page: removePage,
    params: byId,
    query: NOTHING,
    body: NOTHING,
    answer: null,
    status: 204,
  },
  async ({ principal }, { params: { id } }, { db }) => {
    const removed = await removeMember(db, principal, id);
    return removed.ok ? ok(null) : removed;
  },
);

export const memberRoutes = [list, invite, updateMany, read, update, remove];
