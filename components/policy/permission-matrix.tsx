"use client";

import type { PermissionMatrix as Matrix } from "@/lib/policy/matrix";
import type { HeldWords } from "./held-words";
import { allRows, tellingRows } from "./matrix-rows";
import { MatrixTable } from "./matrix-table";
import { useCatalogue } from "./use-catalogue";

/** A matrix as a table: the usual kinds and those that a policy speaks of first, all others on request. */
export function PermissionMatrix({ matrix, words }: { matrix: Matrix; words: HeldWords }) {
  const catalogue = useCatalogue();
  const telling = tellingRows(matrix, catalogue).map(({ key }) => key);
  return <MatrixTable rows={allRows(matrix, catalogue)} telling={telling} words={words} />;
}
