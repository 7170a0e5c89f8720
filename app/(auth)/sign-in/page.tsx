import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { FactorStep } from "@/components/auth/factor-step";
import { SignInForm } from "@/components/auth/sign-in-form";
import * as en from "@/components/messages/en";
import { getDb } from "@/lib/db/client";
import { isSetUp } from "@/lib/members/is-set-up";
import { ownPath } from "@/lib/web/own-path";
import { currentEnrolling, currentMember, currentWaiting, SET_UP_FACTOR } from "@/lib/web/session";
import { passSecondFactorAction } from "./actions";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const next = ownPath((await searchParams)["next"]);
  if (!(await isSetUp(getDb()))) redirect("/setup");
  if (await currentMember()) redirect(next);
  if (await currentEnrolling()) redirect(`${SET_UP_FACTOR}?next=${encodeURIComponent(next)}`);
  const waiting = await currentWaiting();
  return waiting ? (
    <AuthFrame title={en.factor.title}>
      <FactorStep email={waiting.email} kinds={waiting.kinds} next={next} pass={passSecondFactorAction} />
    </AuthFrame>
  ) : (
    <AuthFrame title={en.signIn.title}>
      <SignInForm next={next} />
    </AuthFrame>
  );
}
