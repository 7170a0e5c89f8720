"use client";

import { Callout } from "./callout";
import type { Trouble } from "./use-act";

/** What was refused as a whole, where no single field is to blame. */
export function TroubleNote({ trouble }: { trouble: Trouble }) {
  if (!trouble.sentence) return null;
  return (
    <Callout tone="danger" role="alert">
      {trouble.sentence}
    </Callout>
  );
}
