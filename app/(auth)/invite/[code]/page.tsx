import { AuthFrame } from "@/components/auth/auth-frame";
import { LinkForm } from "@/components/auth/link-form";
import * as en from "@/components/messages/en";
import { buttonLook } from "@/components/ui/button-look";
import { refusalSentence } from "@/lib/core/refusal-sentence";
import { getDb } from "@/lib/db/client";
import { visitLink } from "@/lib/members/read-link";
import { visitorAddress } from "@/lib/web/visitor";
import { acceptLinkAction } from "./actions";

export const metadata = { title: "Join" };

export default async function InvitePage({ params }: PageProps<"/invite/[code]">) {
  const { code } = await params;
  const link = await visitLink(getDb(), code, await visitorAddress());
  if (!link.ok) {
    const late = link.error.kind === "link_dead";
    return (
      <AuthFrame title={late ? en.invite.dead : en.invite.wait}>
        <p className="text-text-muted">{late ? en.invite.deadBody : refusalSentence(link.error)}</p>
        <a href="/sign-in" className={buttonLook("secondary")}>
          {en.invite.signIn}
        </a>
      </AuthFrame>
    );
  }
  const { purpose, email, accountName } = link.value;
  return (
    <AuthFrame title={purpose === "invite" ? en.invite.title(accountName) : en.invite.resetTitle}>
      <LinkForm code={code} email={email} purpose={purpose} accept={acceptLinkAction} />
    </AuthFrame>
  );
}
