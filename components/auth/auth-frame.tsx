import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

/** The page around signing in, set-up and invitations: one column, nothing else. */
export function AuthFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-96 flex-col justify-center gap-6 p-4 py-10">
      <Logo />
      <div className="flex flex-col gap-5 rounded-lg border border-line bg-surface p-6">
        <h1 className="text-lg font-semibold">{title}</h1>
        {children}
      </div>
    </main>
  );
}
