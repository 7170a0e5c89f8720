"use client";

import type { PermissionMatrix as Matrix } from "@/lib/policy/matrix";
import type { HeldWords } from "./held-words";
import { allRows, tellingRows } from "./matrix-rows";
import { MatrixTable } from "./matrix-table";

/** A matrix as a table: the usual kinds and those that a policy speaks of first, all others on request. */
export function PermissionMatrix({ matrix, words }: { matrix: Matrix; words: HeldWords }) {
  return <MatrixTable rows={allRows(matrix)} telling={tellingRows(matrix).map(({ key }) => key)} words={words} />;
}
