"use client";

import Link from "next/link";
import * as en from "@/components/messages/en";
import type { KeptToken } from "@/lib/members/view";

type Props = { title: string; tokens: readonly KeptToken[]; memberId: string };

const NAMED = 8;

/** Tokens that stay as they are, by name, with the way to a list of them. */
export function KeptList({ title, tokens, memberId }: Props) {
  if (tokens.length === 0) return null;
  const named = tokens.slice(0, NAMED);
  return (
    <section className="flex flex-col gap-1">
      <h3 className="font-semibold">{title}</h3>
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 wrap-anywhere text-text-muted">
          {named.map(({ id, name }, i) => (
            <span key={id}>
              {i > 0 && ", "}
              <span dir="auto">{name || id}</span>
            </span>
          ))}
          {tokens.length > NAMED && ` ${en.memberActs.andMore(tokens.length - NAMED)}`}
        </span>
        <Link
          href={`/tokens?type=service&owner=${memberId}`}
          target="_blank"
          className="shrink-0 rounded-sm text-accent hover:underline"
        >
          {en.memberActs.reviewThem}
          <span className="sr-only"> {en.memberActs.newTab}</span>
        </Link>
      </p>
    </section>
  );
}
