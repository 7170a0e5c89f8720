"use client";

import { Download, Shapes, Trash2, Upload } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";
import type { VocabularyView } from "@/lib/vocabulary/view";
import type { VocabularyActs } from "./acts";

const ImportForm = dynamic(() => import("./import-form").then((late) => late.ImportForm), { ssr: false });
const RemoveDialog = dynamic(() => import("./remove-dialog").then((late) => late.RemoveDialog), { ssr: false });

type Props = {
  size: { types: number; actions: number };
  /** What is there now, as a file. */
  text: string;
  acts: VocabularyActs;
  /** Why the viewer may not change it; null where they may. */
  denied: string | null;
  /** What is there now, as a table. */
  children: ReactNode;
};

/** What can be done with the vocabulary, above what it is. */
export function VocabularyDesk({ size, text, acts, denied, children }: Props) {
  const [open, setOpen] = useState<"none" | "empty" | "example" | "remove">("none");
  const toast = useToast();
  const router = useRouter();
  const words = en.vocabulary;
  const there = size.types > 0;
  const close = () => setOpen("none");
  const done = (said: string) => {
    close();
    toast(said);
    router.refresh();
  };
  const imported = ({ types }: VocabularyView) =>
    done(
      words.imported(
        words.size(
          types.length,
          types.reduce((sum, { actions }) => sum + actions.length, 0),
        ),
      ),
    );
  const importing = open === "empty" || open === "example";
  return (
    <>
      {there && (
        <div className="flex flex-wrap items-center gap-2">
          <p className="me-auto text-text-muted max-sm:w-full">{words.size(size.types, size.actions)}</p>
          {denied === null && !importing && (
            <Button icon={<Upload aria-hidden className="size-4" />} onClick={() => setOpen("empty")}>
              {words.replace}
            </Button>
          )}
          <a href="/settings/vocabulary/export" download className={buttonLook("secondary")}>
            <Download aria-hidden className="size-4" />
            {words.export}
          </a>
          {denied === null && (
            <Button icon={<Trash2 aria-hidden className="size-4" />} onClick={() => setOpen("remove")}>
              {words.remove}
            </Button>
          )}
        </div>
      )}
      {!there && !importing && (
        <EmptyState
          icon={<Shapes aria-hidden />}
          title={words.none}
          action={
            denied === null && (
              <div className="flex flex-wrap justify-center gap-2">
                <Button look="primary" onClick={() => setOpen("empty")}>
                  {words.import}
                </Button>
                <Button onClick={() => setOpen("example")}>{words.example}</Button>
              </div>
            )
          }
        >
          {denied === null ? words.noneBody : words.noneDenied}
        </EmptyState>
      )}
      {importing && <ImportForm begin={open} current={text} acts={acts} onDone={imported} onClose={close} />}
      {children}
      {denied !== null && <p className="text-xs text-text-muted">{denied}</p>}
      {open === "remove" && <RemoveDialog acts={acts} onDone={() => done(words.removeDone)} onClose={close} />}
    </>
  );
}
