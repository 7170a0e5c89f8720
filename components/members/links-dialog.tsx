"use client";

import { CircleAlert, Copy } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import * as en from "@/components/messages/en";
import { OnceDialog } from "@/components/tokens/once-dialog";
import type { ShownLinks } from "@/components/tokens/shown";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";

const COPIED_MS = 2000;

/** The one showing of invitation links, each beside its address; who was not invited stands there with the reason. */
export function LinksDialog({ shown, onDone }: { shown: ShownLinks; onDone: (stored: boolean) => void }) {
  const made = shown.links.filter((one) => one.link !== null);
  const refused = shown.links.filter((one) => one.link === null);
  const [only] = made;
  return (
    <OnceDialog
      title={en.memberActs.linkTitle(made.length)}
      confirm={en.memberActs.linkConfirm(made.length)}
      what="link"
      onDone={onDone}
    >
      <p className="text-text-muted">
        {made.length === 1 ? en.memberActs.linkBody(only?.email ?? "") : en.memberActs.linksBody}
      </p>
      <ul aria-label={en.memberActs.results} className="flex flex-col gap-2">
        {made.map(({ email, link }, i) => (
          <LinkRow key={email} email={email} link={link ?? ""} first={i === 0} alone={made.length === 1} />
        ))}
        {refused.map(({ email, why }) => (
          <li
            key={`${email} ${why}`}
            className="flex flex-wrap items-center gap-x-3 rounded-lg border border-line px-3 py-2"
          >
            <span className="min-w-0 wrap-anywhere">{email}</span>
            <span className="flex items-center gap-1.5 text-xs text-warning-text">
              <CircleAlert aria-hidden className="size-4 shrink-0" />
              {why && en.memberActs.notInvited[why]}
            </span>
          </li>
        ))}
      </ul>
      {made.length > 1 && <CopyAll lines={made.map(({ email, link }) => `${email} ${link}`)} />}
    </OnceDialog>
  );
}

function LinkRow({ email, link, first, alone }: { email: string; link: string; first: boolean; alone: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, copy] = useCopied();
  useEffect(() => {
    const area = field.current;
    if (first) area?.focus();
    return () => {
      if (area) area.value = ""; // not even in an element that something still holds
    };
  }, [first]);
  return (
    <li className="flex flex-col gap-1.5 rounded-lg bg-sunken p-3" data-secret>
      <span className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 font-semibold wrap-anywhere">{email}</span>
        <span className="flex items-center gap-2">
          <output className="text-xs text-text-muted">{said}</output>
          <Button
            onClick={() => void copy(link, window.isSecureContext ? null : field.current)}
            aria-label={alone ? undefined : en.memberActs.copyLinkFor(email)}
            icon={<Copy aria-hidden className="size-4" />}
          >
            {en.memberActs.copyLink}
          </Button>
        </span>
      </span>
      <textarea
        ref={field}
        readOnly
        rows={1}
        aria-label={en.memberActs.linkFor(email)}
        value={link}
        onFocus={(event) => event.target.select()}
        autoComplete="off"
        spellCheck={false}
        translate="no"
        data-1p-ignore
        data-lpignore="true"
        data-bwignore
        className="min-w-0 resize-none field-sizing-content break-all rounded-sm bg-transparent font-mono text-xs leading-5"
      />
    </li>
  );
}

function CopyAll({ lines }: { lines: readonly string[] }) {
  const [said, copy] = useCopied();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        onClick={() => void copy(`${lines.join("\n")}\n`, null)}
        icon={<Copy aria-hidden className="size-4" />}
        aria-describedby="copy-all-help"
      >
        {en.memberActs.copyAll}
      </Button>
      <span id="copy-all-help" className="text-xs text-text-subtle">
        {en.memberActs.copyAllHelp}
      </span>
      <output className="text-xs text-text-muted">{said}</output>
    </div>
  );
}

/** Copies, and for a while says that it did; or how it can be done by hand. */
function useCopied(): [string | null, (text: string, field: HTMLTextAreaElement | null) => Promise<void>] {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async (text: string, field: HTMLTextAreaElement | null) => {
    const answer = await copyText(text, field);
    const byHand = field
      ? en.secret.copyFailed(/Mac|iP/.test(navigator.userAgent) ? "⌘C" : "Ctrl+C")
      : en.memberActs.copyAllFailed;
    setSaid(answer === "copied" ? en.secret.copied : byHand);
    if (answer === "copied") setTimeout(() => setSaid(null), COPIED_MS);
  };
  return [said, copy];
}
