"use client";

import { Pencil } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useRef } from "react";
import * as en from "@/components/messages/en";
import type { Act } from "@/components/ui/use-act";
import type { TokenView } from "@/lib/tokens/view";
import { useTokenAct } from "./token-dialogs";

const InlineEdit = dynamic(() => import("./inline-edit").then((late) => late.InlineEdit), { ssr: false });

type Props = {
  token: Pick<TokenView, "id" | "name" | "description">;
  field: "name" | "description";
  may: boolean;
  update: Act<{ name: string }>;
  /** What stands there while it is not edited. */
  children: ReactNode;
};

/** A text of the token with a pencil: pressed, the text becomes a field; afterwards the focus is on the pencil again. */
export function Editable({ token, field, may, update, children }: Props) {
  const { act, begin, end } = useTokenAct();
  const own = field === "name" ? "rename" : "note";
  const editing = act === own;
  const pencil = useRef<HTMLButtonElement>(null);
  const edited = useRef(false);
  useEffect(() => {
    if (!editing && edited.current) pencil.current?.focus();
    edited.current = editing;
  }, [editing]);
  if (editing) {
    return (
      <>
        {field === "name" && <h1 className="sr-only">{token.name || token.id}</h1>}
        <InlineEdit token={token} field={field} update={update} onClose={end} />
      </>
    );
  }
  const label = field === "name" ? en.acts.rename : token.description === "" ? en.acts.addNote : en.acts.note;
  const bare = field === "description" && token.description === "";
  return (
    <>
      {children}
      {may && (
        <button
          ref={pencil}
          type="button"
          aria-label={bare ? undefined : label}
          title={bare ? undefined : label}
          onClick={() => begin(own)}
          className="inline-flex min-h-7 min-w-7 items-center justify-center gap-1.5 rounded-md px-1 text-text-subtle hover:bg-hover hover:text-text pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          <Pencil aria-hidden className="size-3.5" />
          {bare && <span className="text-xs">{en.acts.addNote}</span>}
        </button>
      )}
    </>
  );
}
