"use client";

import Link from "next/link";
import * as en from "@/components/messages/en";
import type { KeptToken } from "@/lib/members/view";

type Props = { title: string; help: string; tokens: readonly KeptToken[]; memberId: string };

const NAMED = 8;

/** Tokens that stay as they are, by name, with the way to a list of them. */
export function KeptList({ title, help, tokens, memberId }: Props) {
  if (tokens.length === 0) return null;
  const named = tokens.slice(0, NAMED);
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="min-w-0 wrap-anywhere">
          {named.map(({ id, name }, i) => (
            <span key={id}>
              {i > 0 && ", "}
              <span dir="auto">{name || id}</span>
            </span>
          ))}
          {tokens.length > NAMED && ` ${en.members.andMore(tokens.length - NAMED)}`}
        </span>
        <Link
          href={`/tokens?view=all&type=service&owner=${memberId}`}
          target="_blank"
          className="shrink-0 rounded-sm text-accent hover:underline"
        >
          {en.members.reviewThem}
          <span className="sr-only"> {en.members.newTab}</span>
        </Link>
      </p>
      <p className="text-xs text-text-subtle">{help}</p>
    </section>
  );
}
