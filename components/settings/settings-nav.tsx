"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import * as en from "@/components/messages/en";
import { cn } from "@/components/ui/cn";

const SECTIONS = [
  { href: "/settings", label: en.settings.general },
  { href: "/settings/token-rules", label: en.settings.tokenRules },
  { href: "/settings/vocabulary", label: en.settings.vocabulary },
  { href: "/settings/gateways", label: en.settings.gateways },
  { href: "/settings/sign-in", label: en.settings.signIn },
] as const;

/** The sections of the settings, and which of them this is. */
export function SettingsNav() {
  const path = usePathname();
  const here = SECTIONS.findLast(({ href }) => path === href || path.startsWith(`${href}/`))?.href;
  return (
    <nav aria-label={en.settings.sections} className="flex flex-wrap gap-x-4 border-b border-line">
      {SECTIONS.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={here === href ? "page" : undefined}
          className={cn(
            "-mb-px flex min-h-9 items-center whitespace-nowrap border-b-2 px-0.5 pointer-coarse:min-h-11",
            here === href ? "border-text text-text" : "border-transparent text-text-muted hover:text-text",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
