import { redirect } from "next/navigation";
import { AuthFrame } from "@/components/auth/auth-frame";
import { EnrolStep } from "@/components/auth/enrol-step";
import * as en from "@/components/messages/en";
import { getConfig } from "@/lib/config/config";
import { getDb } from "@/lib/db/client";
import { passkeySite } from "@/lib/passkeys/site";
import { readFactorRule } from "@/lib/settings/factor-rule";
import { ownPath } from "@/lib/web/own-path";
import { currentEnrolling } from "@/lib/web/session";
import {
  addFirstPasskeyAction,
  beginEnrolmentAction,
  beginFirstPasskeyAction,
  confirmEnrolmentAction,
} from "./actions";

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
        required={required}
        next={next}
        acts={{ begin: beginEnrolmentAction, confirm: confirmEnrolmentAction }}
        passkey={{ site: passkeySite(getConfig()), begin: beginFirstPasskeyAction, add: addFirstPasskeyAction }}
      />
    </AuthFrame>
  );
}
