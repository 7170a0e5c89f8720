"use client";

import { BookOpen, KeyRound, ShieldCheck, Users } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";

const PLACES = [
  { href: "/tokens", label: en.nav.tokens, Icon: KeyRound },
  { href: "/roles", label: en.nav.roles, Icon: ShieldCheck },
  { href: "/members", label: en.nav.members, Icon: Users },
  { href: "/docs/api", label: en.nav.docs, Icon: BookOpen },
] as const;

export function NavLinks() {
  const path = usePathname();
  return (
    <nav aria-label={en.nav.main} className="flex gap-0.5 md:flex-col">
      {PLACES.map(({ href, label, Icon }) => {
        const here = path === href || path.startsWith(`${href}/`);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            title={label}
            className={cn(
              "flex h-8 items-center gap-2.5 rounded-md px-2 pointer-coarse:h-11 md:max-lg:justify-center",
              here ? "bg-nav-active text-text" : "text-text-muted hover:bg-hover",
            )}
          >
            <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />
            <span className="max-sm:sr-only md:max-lg:sr-only">{label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
