import * as en from "@/components/messages/en";
import type { BoundMembers } from "@/lib/members/view";
import { CopyLine } from "./copy-line";

type Props = {
  /** Null where the server was started without an issuer. */
  issuer: { name: string; address: string; redirectUri: string; members: BoundMembers } | null;
};

/** Where members sign in besides, as the server was started: what its operator has to register there, and who uses it. */
export function SingleSignOn({ issuer }: Props) {
  const words = en.settings.signOn;
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2 className="text-lg font-semibold">{words.title}</h2>
        <p className="text-xs text-text-subtle">{words.help}</p>
      </div>
      {issuer ? (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2 max-sm:grid-cols-1 max-sm:[&_dd]:pb-2 [&_dt]:text-text-subtle">
          <dt>{words.issuer}</dt>
          <dd className="wrap-anywhere">{issuer.address}</dd>
          <dt>{words.button}</dt>
          <dd dir="auto">{en.signIn.continueWith(issuer.name)}</dd>
          <dt>{words.redirect}</dt>
          <dd>
            <CopyLine text={issuer.redirectUri} name={words.redirect} label={words.copy} said={words.copied} />
          </dd>
          <dt>{words.bound}</dt>
          <dd>{words.members(issuer.members.bound, issuer.members.joined)}</dd>
        </dl>
      ) : (
        <p className="text-text-muted">{words.off}</p>
      )}
    </section>
  );
}
