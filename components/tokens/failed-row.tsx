"use client";

import { CircleAlert } from "lucide-react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { useListNavigation, usePending } from "./list-navigation";

/** Stands in the table where the rows could not be read: what happened, under which reference, and another try. */
export function FailedRow({ span, reference }: { span: number; reference: string }) {
  const { refresh } = useListNavigation();
  const pending = usePending();
  return (
    <tr>
      <td colSpan={span} className="px-3 py-6">
        <div role="alert" className="flex flex-wrap items-center justify-center gap-x-3 gap-y-2">
          <CircleAlert aria-hidden className="size-4 shrink-0 text-danger-icon" />
          <span>
            <span className="font-semibold">{en.list.failed}.</span>{" "}
            <span className="text-text-muted">{en.list.failedBody(reference)}</span>
          </span>
          <Button busy={pending} onClick={refresh}>
            {en.list.tryAgain}
          </Button>
        </div>
      </td>
    </tr>
  );
}
