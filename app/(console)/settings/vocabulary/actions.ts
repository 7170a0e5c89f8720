"use server";

import { z } from "zod";
import { getDb } from "@/lib/db/client";
import { importVocabulary } from "@/lib/vocabulary/import-vocabulary";
import { importVocabularyInput, previewVocabularyInput, removeVocabularyInput } from "@/lib/vocabulary/input";
import { previewRemoval, previewVocabulary } from "@/lib/vocabulary/preview-vocabulary";
import { removeVocabulary } from "@/lib/vocabulary/remove-vocabulary";
import { memberAction } from "@/lib/web/member-action";

export const previewVocabularyAction = memberAction(previewVocabularyInput, (principal, input) =>
  previewVocabulary(getDb(), principal, input),
);

export const importVocabularyAction = memberAction(importVocabularyInput, (principal, input) =>
  importVocabulary(getDb(), principal, input),
);

export const previewRemovalAction = memberAction(z.strictObject({}), (principal) => previewRemoval(getDb(), principal));

export const removeVocabularyAction = memberAction(removeVocabularyInput, (principal, input) =>
  removeVocabulary(getDb(), principal, input),
);
