"use client";

import * as en from "@/components/messages/en";
import { copyText } from "@/components/ui/copy-text";
import { useToast } from "@/components/ui/toast";

/** Takes the address of one event along. */
export function CopyLink({ path }: { path: string }) {
  const toast = useToast();
  const copy = async () => {
    if ((await copyText(new URL(path, window.location.href).href)) === "copied") toast(en.audit.entry.copied);
  };
  return (
    <button type="button" onClick={copy} className="min-h-6 text-accent underline-offset-2 hover:underline">
      {en.audit.entry.copy}
    </button>
  );
}
