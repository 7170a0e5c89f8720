import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { IssuerButton } from "@/components/auth/issuer-button";
import { LateFactorStep } from "@/components/auth/late-factor-step";
import { OtherWays } from "@/components/auth/other-ways";
import { PasskeySignIn } from "@/components/auth/passkey-sign-in";
import { SignInForm } from "@/components/auth/sign-in-form";
import * as en from "@/components/messages/en";
import { Callout } from "@/components/ui/callout";
import { getConfig } from "@/lib/config/config";
import { getDb } from "@/lib/db/client";
import { isSetUp } from "@/lib/members/is-set-up";
import { passkeySite } from "@/lib/passkeys/site";
import { ownPath } from "@/lib/web/own-path";
import { currentEnrolling, currentMember, currentWaiting, SET_UP_FACTOR } from "@/lib/web/session";
import { passSecondFactorAction } from "./actions";
import { askForOwnPasskeyAction, askForPasskeyAction } from "./passkey-actions";

export const metadata = { title: "Sign in" };

// Why somebody is back from the issuer, as the address has it: what is not among these says nothing.
const PROBLEMS = new Map<unknown, (name: string) => string>([
  ["not_recognised", en.signIn.notRecognised],
  ["OAuthSignin", en.signIn.unreachable],
  ["OAuthCallback", en.signIn.unfinished],
  ["Callback", en.signIn.unfinished],
]);

/** Where somebody wanted to go whom next-auth sends back here: it names the whole address, of which the path is ours. */
function pathOf(address: unknown): string | undefined {
  if (typeof address !== "string" || !URL.canParse(address)) return undefined;
  const { pathname, search } = new URL(address);
  return pathname + search;
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next: asked, callbackUrl, error } = await searchParams;
  const next = ownPath(asked ?? pathOf(callbackUrl));
  if (!(await isSetUp(getDb()))) redirect("/setup");
  if (await currentMember()) redirect(next);
  if (await currentEnrolling()) redirect(`${SET_UP_FACTOR}?next=${encodeURIComponent(next)}`);
  const waiting = await currentWaiting();
  const site = passkeySite(getConfig());
  const works = "rpId" in site;
  const { oidc } = getConfig();
  const problem = oidc && PROBLEMS.get(error)?.(oidc.name);
  return waiting ? (
    <AuthFrame title={en.factor.title}>
      <LateFactorStep
        email={waiting.email}
        kinds={waiting.kinds}
        next={next}
        pass={passSecondFactorAction}
        passkey={"rpId" in site ? { origin: site.origin, ask: askForOwnPasskeyAction } : null}
      />
    </AuthFrame>
  ) : (
    <AuthFrame title={en.signIn.title}>
      {problem && (
        <Callout tone="danger" role="alert">
          {problem}
        </Callout>
      )}
      <SignInForm next={next} />
      {(oidc || works) && (
        <OtherWays>
          {works && <PasskeySignIn door={{ origin: site.origin, ask: askForPasskeyAction }} next={next} />}
          {oidc && <IssuerButton name={oidc.name} next={next} />}
        </OtherWays>
      )}
    </AuthFrame>
  );
}
