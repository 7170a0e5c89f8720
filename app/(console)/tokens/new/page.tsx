import { KeyRound } from "lucide-react";
import { cookies } from "next/headers";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { NewTokenForm } from "@/components/tokens/new-token-form";
import { readDisplay } from "@/components/ui/display";
import { EmptyState } from "@/components/ui/empty-state";
import { mayCreateToken } from "@/lib/tokens/permissions";
import { requireMember } from "@/lib/web/session";
import { createTokenAction } from "./actions";

export const metadata = { title: "New token" };

export default async function NewTokenPage() {
  const { principal, viewer } = await requireMember();
  const { zone } = readDisplay(await cookies());
  return (
    <div className="mx-auto flex max-w-[1120px] flex-col gap-6">
      <div>
        <nav aria-label="Breadcrumb" className="pb-1 text-xs text-text-subtle">
          <Link href="/tokens" className="hover:underline">
            {en.nav.tokens}
          </Link>
          {" / "}
          {en.create.crumb}
        </nav>
        <h1 className="text-xl font-semibold">{en.create.title}</h1>
      </div>
      {mayCreateToken(principal, "personal").ok ? (
        <NewTokenForm create={createTokenAction} mine={viewer.baseRole} now={Date.now()} zone={zone} />
      ) : (
        <EmptyState icon={<KeyRound aria-hidden />} title={en.empty.notAllowed}>
          {en.empty.notAllowedBody}
        </EmptyState>
      )}
    </div>
  );
}
