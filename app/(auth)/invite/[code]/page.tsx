import { AuthFrame } from "@/components/auth/auth-frame";
import { LinkForm } from "@/components/auth/link-form";
import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import { getDb } from "@/lib/db/client";
import { readLink } from "@/lib/members/read-link";
import { acceptLinkAction } from "./actions";

export const metadata = { title: "Join" };

export default async function InvitePage({ params }: PageProps<"/invite/[code]">) {
  const { code } = await params;
  const link = await readLink(getDb(), code);
  if (!link) {
    return (
      <AuthFrame title={en.invite.dead}>
        <p className="text-text-muted">{en.invite.deadBody}</p>
        <a href="/sign-in" className={buttonLook("secondary")}>
          {en.invite.signIn}
        </a>
      </AuthFrame>
    );
  }
  const { purpose, email, accountName } = link;
  return (
    <AuthFrame title={purpose === "invite" ? en.invite.title(accountName) : en.invite.resetTitle}>
      <LinkForm code={code} email={email} purpose={purpose} accept={acceptLinkAction} />
    </AuthFrame>
  );
}
