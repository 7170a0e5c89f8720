import type { ReactNode } from "react";
import * as en from "@/components/messages/en";

/** The ways of signing in besides a password. */
export function OtherWays({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-center gap-3 text-xs text-text-subtle before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        {en.signIn.or}
      </p>
      {children}
    </div>
  );
}
