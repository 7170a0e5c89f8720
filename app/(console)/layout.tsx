import { cookies } from "next/headers";
import { SessionKeeper } from "@/components/shell/session-keeper";
import { Shell } from "@/components/shell/shell";
import { countLabel } from "@/components/tokens/count-label";
import { TokenRulesProvider } from "@/components/tokens/rules-context";
import { SecretProvider } from "@/components/tokens/secret-provider";
import { readDisplay } from "@/components/ui/display";
import { ToastProvider } from "@/components/ui/toast";
import type { Principal } from "@/lib/access/principal";
import { getConfig } from "@/lib/config/config";
import { getDb } from "@/lib/db/client";
import { passkeySite } from "@/lib/passkeys/site";
import { authorizeSettings } from "@/lib/settings/permissions";
import { rulesFor } from "@/lib/settings/rules-for";
import { countAttention } from "@/lib/tokens/list/counts";
import { seesEverybodys } from "@/lib/tokens/visibility";
import { requireMember } from "@/lib/web/session";
import { tryRead } from "@/lib/web/try-read";
import { passSecondFactorAction, signInStepAction } from "../(auth)/sign-in/actions";
import { askForOwnPasskeyAction } from "../(auth)/sign-in/passkey-actions";
import { askForProofPasskeyAction, proofWaysAction, proveAgainAction, ticketForIssuerAction } from "./proof-actions";
import { searchAction } from "./search-actions";
import { confirmSecretAction } from "./secret-actions";
import { peekSessionAction, staySignedInAction } from "./session-actions";

const DOORS = {
  peek: peekSessionAction,
  stay: staySignedInAction,
  step: signInStepAction,
  pass: passSecondFactorAction,
};
const PROOF = { ways: proofWaysAction, prove: proveAgainAction, ticket: ticketForIssuerAction };

/** What asks for passkeys where they work: of whoever signs in again over the page, and of whoever confirms that it is them. */
function passkeyDoors() {
  const site = passkeySite(getConfig());
  if (!("rpId" in site)) return { own: null, proof: null };
  const { origin } = site;
  return { own: { origin, ask: askForOwnPasskeyAction }, proof: { origin, ask: askForProofPasskeyAction } };
}

/** The frame for members. That they are signed in is asked here for the redirect; the lock is in the domain. */
export default async function ConsoleLayout({ children }: LayoutProps<"/">) {
  const { viewer, principal, end } = await requireMember();
  const [rules, attention, jar] = await Promise.all([rulesFor(getDb(), principal), attentionOf(principal), cookies()]);
  const { zone } = readDisplay(jar);
  const passkey = passkeyDoors();
  return (
    <ToastProvider>
      <TokenRulesProvider rules={rules}>
        <SecretProvider confirm={confirmSecretAction}>
          <Shell
            viewer={viewer}
            zone={zone}
            attention={attention}
            settings={authorizeSettings(principal).ok}
            search={searchAction}
          >
            {children}
          </Shell>
          <SessionKeeper
            end={end}
            email={viewer.email}
            doors={{ ...DOORS, passkey: passkey.own }}
            proof={{ ...PROOF, passkey: passkey.proof }}
          />
        </SecretProvider>
      </TokenRulesProvider>
    </ToastProvider>
  );
}

/** How many tokens need attention, for those who have that tab; null where there are none. The frame stands without it. */
async function attentionOf(principal: Principal): Promise<string | null> {
  if (!seesEverybodys(principal)) return null;
  const read = await tryRead("the count of what needs attention", () => countAttention(getDb(), principal));
  return "value" in read && read.value.n > 0 ? countLabel(read.value) : null;
}
