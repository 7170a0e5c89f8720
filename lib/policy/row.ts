import { type ActionPattern, coversAction } from "./action-pattern";
import type { Sight } from "./requested";
import { coversLevels, coversPattern, type ResourcePattern } from "./resource-pattern";

/** One resource pattern of a statement with the statement's actions; or all resources with its exceptions. */
export type Row = {
  /** The place of the statement in its policy. */
  readonly index: number;
  readonly actions: ActionPattern;
  readonly pattern: ResourcePattern | null;
  readonly exceptions: readonly ResourcePattern[];
};

/** Whether a row, whose types agree with the request's if it names any, covers the request, seen in the spelling that suits its effect; its exceptions see the other one. */
export function coversRow(row: Row, sight: Sight, other: Sight): boolean {
  if (!coversAction(row.actions, sight, other)) return false;
  if (row.pattern !== null) return coversLevels(row.pattern, sight.resource);
  for (const exception of row.exceptions) if (coversPattern(exception, other.resource)) return false;
  return true;
}
