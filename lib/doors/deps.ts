import type { Authority } from "@/lib/authority/authority";
import type { Db } from "@/lib/db/client";
import type { NoteUse } from "./note-use";

/** What the doors need of their process. */
export type DoorDependencies = {
  readonly db: Db;
  readonly authority: Authority;
  /** Costs no I/O. */
  readonly note: NoteUse;
  readonly onError: (error: unknown) => void;
};
