"use client";

import Link from "next/link";
import * as en from "@/components/messages/en";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { singleKeysAreOn } from "@/components/ui/display";
import { isApple } from "./is-apple";
import { Key } from "./key";
import { placesShown } from "./places";

type Row = readonly [label: string, ...keys: string[]];
const { shortcuts } = en;
const WIDTH = 640;

/** All shortcuts on one sheet, and where to switch the single keys off. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const command = isApple() ? "⌘" : "Ctrl";
  return (
    <Dialog title={shortcuts.title} width={WIDTH} onLeave={onClose}>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        <Group
          title={shortcuts.anywhere}
          rows={[
            [shortcuts.palette, command, "K"],
            [shortcuts.sheet, "?"],
            [shortcuts.create, "n"],
            [shortcuts.submit, command, "Enter"],
            [shortcuts.close, "Esc"],
          ]}
        />
        <Group
          title={shortcuts.lists}
          rows={[
            [shortcuts.find, "/"],
            [shortcuts.next, "j"],
            [shortcuts.previous, "k"],
            [shortcuts.select, "x"],
            [shortcuts.extend, "Shift", "x"],
            [shortcuts.menu, "."],
          ]}
        />
        <Group
          title={shortcuts.go}
          rows={placesShown().map(({ label, key }) => [label, "g", shortcuts.followedBy, key] as const)}
        />
      </div>
      <p className="text-xs text-text-subtle">
        {singleKeysAreOn(document.cookie) ? shortcuts.off : shortcuts.offNow}{" "}
        <Link href="/account" onClick={onClose} className="text-accent underline">
          {shortcuts.account}
        </Link>
        .
      </p>
      <DialogActions>
        <Button data-autofocus onClick={onClose}>
          {en.common.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{title}</h3>
      <dl className="flex flex-col gap-1.5">
        {rows.map(([label, ...keys]) => (
          <div key={label} className="flex items-baseline justify-between gap-4">
            <dt className="text-text-muted">{label}</dt>
            <dd className="flex shrink-0 items-baseline gap-1">
              {keys.map((key) =>
                key === shortcuts.followedBy ? <span key={key}>{key}</span> : <Key key={key}>{key}</Key>,
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
