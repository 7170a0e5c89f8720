import { ok } from "@/lib/core/result";
import { readVocabulary } from "@/lib/vocabulary/read-vocabulary";
import { replaceVocabulary } from "@/lib/vocabulary/replace-vocabulary";
import { NOTHING, tokenRoute } from "../token-route";
import { readPage, removePage, replacePage } from "./pages";
import { toVocabularyRep, vocabularyPut, vocabularyRep } from "./vocabulary-rep";

const read = tokenRoute(
  {
    method: "get",
    path: "/vocabulary",
    summary: "Read the vocabulary",
    page: readPage,
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: vocabularyRep,
    status: 200,
  },
  async ({ principal }, _, { db }) => {
    const found = await readVocabulary(db, principal);
    return found.ok ? ok(toVocabularyRep(found.value.types)) : found;
  },
);

const replace = tokenRoute(
  {
    method: "put",
    path: "/vocabulary",
    summary: "Replace the vocabulary",
    page: replacePage,
    params: NOTHING,
    query: NOTHING,
    body: vocabularyPut,
    answer: vocabularyRep,
    status: 200,
  },
  async ({ principal }, { body }, { db }) => {
    const saved = await replaceVocabulary(db, principal, body.types);
    return saved.ok ? ok(toVocabularyRep(saved.value.types)) : saved;
  },
);

const remove = tokenRoute(
  {
    method: "delete",
    path: "/vocabulary",
    summary: "Remove the vocabulary",
    page: removePage,
    params: NOTHING,
    query: NOTHING,
    body: NOTHING,
    answer: null,
    status: 204,
  },
  async ({ principal }, _, { db }) => {
    const removed = await replaceVocabulary(db, principal, []);
    return removed.ok ? ok(null) : removed;
  },
);

export const vocabularyRoutes = [read, replace, remove];
