import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { SignInForm } from "@/components/auth/sign-in-form";
import * as en from "@/components/messages/en";
import { getDb } from "@/lib/db/client";
import { isSetUp } from "@/lib/members/is-set-up";
import { ownPath } from "@/lib/web/own-path";
import { currentMember } from "@/lib/web/session";

export const metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const next = ownPath((await searchParams)["next"]);
  if (!(await isSetUp(getDb()))) redirect("/setup");
  if (await currentMember()) redirect(next);
  return (
    <AuthFrame title={en.signIn.title}>
      <SignInForm next={next} />
    </AuthFrame>
  );
}
