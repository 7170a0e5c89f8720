import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { EnrolStep } from "@/components/auth/enrol-step";
import * as en from "@/components/messages/en";
import { getDb } from "@/lib/db/client";
import { readFactorRule } from "@/lib/settings/factor-rule";
import { ownPath } from "@/lib/web/own-path";
import { currentEnrolling } from "@/lib/web/session";
import { beginEnrolmentAction, confirmEnrolmentAction } from "./actions";

export const metadata = { title: "Second factor" };

/** Where a session stops whose member lacks the second factor that the account requires. */
export default async function SecondFactorPage({ searchParams }: PageProps<"/sign-in/second-factor">) {
  const next = ownPath((await searchParams)["next"]);
  const enrolling = await currentEnrolling();
  if (!enrolling) redirect(`/sign-in?next=${encodeURIComponent(next)}`);
  const { required } = await readFactorRule(getDb(), enrolling.accountId);
  return (
    <AuthFrame title={en.factor.enrol.title}>
      <EnrolStep
        email={enrolling.email}
        has={enrolling.has}
        intro={required ? en.factor.enrol.required : en.factor.account.intro}
        next={next}
        acts={{ begin: beginEnrolmentAction, confirm: confirmEnrolmentAction }}
      />
    </AuthFrame>
  );
}
