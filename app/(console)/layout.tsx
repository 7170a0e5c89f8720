import { cookies } from "next/headers";
import { Shell } from "@/components/shell/shell";
import { TokenRulesProvider } from "@/components/tokens/rules-context";
import { SecretProvider } from "@/components/tokens/secret-provider";
import { readDisplay } from "@/components/ui/display";
import { ToastProvider } from "@/components/ui/toast";
import { getDb } from "@/lib/db/client";
import { authorizeSettings } from "@/lib/settings/permissions";
import { rulesFor } from "@/lib/settings/rules-for";
import { requireMember } from "@/lib/web/session";
import { searchAction } from "./search-actions";
import { confirmSecretAction } from "./secret-actions";

/** The frame for members. That they are signed in is asked here for the redirect; the lock is in the domain. */
export default async function ConsoleLayout({ children }: LayoutProps<"/">) {
  const { viewer, principal } = await requireMember();
  const [rules, jar] = await Promise.all([rulesFor(getDb(), principal), cookies()]);
  const { zone } = readDisplay(jar);
  return (
    <ToastProvider>
      <TokenRulesProvider rules={rules}>
        <SecretProvider confirm={confirmSecretAction}>
          <Shell
            viewer={viewer}
            zone={zone}
            attention={null}
            settings={authorizeSettings(principal).ok}
            search={searchAction}
          >
            {children}
          </Shell>
        </SecretProvider>
      </TokenRulesProvider>
    </ToastProvider>
  );
}
