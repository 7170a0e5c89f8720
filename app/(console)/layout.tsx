import { cookies } from "next/headers";
import { Shell } from "@/components/shell/shell";
import { SecretProvider } from "@/components/tokens/secret-provider";
import { readDisplay } from "@/components/ui/display";
import { ToastProvider } from "@/components/ui/toast";
import { requireMember } from "@/lib/web/session";
import { searchAction } from "./search-actions";
import { confirmSecretAction } from "./secret-actions";

/** The frame for members. That they are signed in is asked here for the redirect; the lock is in the domain. */
export default async function ConsoleLayout({ children }: LayoutProps<"/">) {
  const { viewer } = await requireMember();
  const { zone } = readDisplay(await cookies());
  return (
    <ToastProvider>
      <SecretProvider confirm={confirmSecretAction}>
        <Shell viewer={viewer} zone={zone} attention={null} search={searchAction}>
          {children}
        </Shell>
      </SecretProvider>
    </ToastProvider>
  );
}
