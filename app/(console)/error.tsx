"use client";

import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";

/** A page that could not be drawn; what went wrong is in the server's log under the reference. */
export default function ConsoleError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="flex flex-col items-start gap-3 py-10" role="alert">
      <h1 className="text-xl font-semibold">{en.errors.title}</h1>
      <p className="text-text-muted">
        {en.errors.body} {error.digest && en.errors.reference(error.digest)}
      </p>
      <Button onClick={retry}>{en.errors.retry}</Button>
    </div>
  );
}
