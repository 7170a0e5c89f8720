import { CircleCheck, Clock, MailQuestionMark, ShieldCheck } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { formatRelative } from "@/components/ui/format-time";
import { Initials } from "@/components/ui/initials";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import { roleName } from "@/lib/core/refusal-sentence";
import { inFigures, type ListedMember, statusOf } from "@/lib/members/list-view";
import type { MemberView } from "@/lib/members/view";
import type { Looker } from "./member-actions";

const CELL = "px-3 py-1 text-start align-middle";

type Props = { member: ListedMember; whole: boolean; looker: Looker };

/** One member's cells: name and roles for everybody, the rest for those who manage members. */
export function MemberCells({ member, whole, looker }: Props) {
  const { name, whole: known } = member;
  return (
    <>
      <th scope="row" className={`${CELL} font-normal max-lg:w-full max-lg:max-w-0`}>
        <span className="flex items-center gap-2">
          <Initials name={name} />
          <span className="min-w-0">
            <span className="block wrap-anywhere" dir="auto">
              <Link href={`/members/${member.id}`} prefetch={false} className="rounded-sm text-text hover:underline">
                {name}
              </Link>
              {member.id === looker.memberId && <span className="text-text-subtle"> · {en.members.you}</span>}
            </span>
            {known && name !== known.email && (
              <span className="block truncate text-2xs text-text-subtle lg:hidden" title={known.email}>
                {known.email}
              </span>
            )}
            {known && !known.joined && (
              <span className="mt-0.5 block sm:hidden">
                <MemberStatus member={known} now={looker.now} />
              </span>
            )}
          </span>
        </span>
      </th>
      {whole && <td className={`${CELL} wrap-anywhere text-text-muted max-lg:hidden`}>{known?.email}</td>}
      <td className={`${CELL} whitespace-nowrap`}>
        <BaseRoleOf member={member} />
        {whole && (
          <span className="block md:hidden">
            <CustomRolesOf member={member} />
          </span>
        )}
      </td>
      <td className={`${CELL} ${whole ? "max-md:hidden" : ""}`}>
        <CustomRolesOf member={member} />
      </td>
      {whole && (
        <>
          <td className={`${CELL} whitespace-nowrap max-md:hidden`}>{known && <TokenCounts {...known.tokens} />}</td>
          <td className={`${CELL} text-text-muted max-sm:hidden`}>
            {known && <LastSeen at={known.lastSeenAt} looker={looker} />}
          </td>
          <td className={`${CELL} max-sm:hidden`}>
            {known && (
              <span className="flex items-center gap-2 whitespace-nowrap">
                <MemberStatus member={known} now={looker.now} />
                {known.secondFactor && <HasFactor />}
              </span>
            )}
          </td>
        </>
      )}
    </>
  );
}

function LastSeen({ at, looker }: { at: number | null; looker: Looker }) {
  if (at === null) return en.members.neverSeen;
  return <RelativeTime at={at} serverNow={looker.now} zone={looker.zone} />;
}

/** Quiet for a member; an open invitation says until when, one that has expired is a thing to see to. */
export function MemberStatus({ member, now }: { member: Pick<MemberView, "joined" | "invitation">; now: number }) {
  const status = statusOf(member);
  const word = en.members.statuses[status];
  if (status === "active") {
    return (
      <span className="flex items-center gap-1 text-text-muted">
        <CircleCheck aria-hidden className="size-3 text-success-icon" />
        {word}
      </span>
    );
  }
  const until = member.invitation?.until ?? null;
  return (
    <span title={status === "invited" && until !== null ? en.members.linkEnds(formatRelative(until - now)) : undefined}>
      <Pill
        tone={status === "invited" ? "neutral" : "warning"}
        icon={status === "invited" ? <MailQuestionMark aria-hidden /> : <Clock aria-hidden />}
      >
        {word}
      </Pill>
    </span>
  );
}

/** As quiet as an active member: who has none is found by the filter. */
function HasFactor() {
  return (
    <span title={en.members.hasFactor} className="text-text-subtle">
      <ShieldCheck aria-hidden className="size-3.5" />
      <span className="sr-only">{en.members.hasFactor}</span>
    </span>
  );
}

/** "3 / 1": personal and service tokens, said in full to those who do not see the heading. */
export function TokenCounts({ personal, service }: MemberView["tokens"]) {
  const said = `${en.members.personal(inFigures(personal))}, ${en.members.service(inFigures(service))}`;
  return (
    <span title={said}>
      <span aria-hidden="true">
        {inFigures(personal)} / {inFigures(service)}
      </span>
      <span className="sr-only">{said}</span>
    </span>
  );
}

/** The base role; a second line says where custom roles stand in its place (ruling R2). */
function BaseRoleOf({ member: { baseRole, roles } }: { member: ListedMember }) {
  if (roles.length === 0 || baseRole === "owner") return roleName(baseRole);
  return (
    <span className="text-text-subtle" title={en.members.replacedHelp}>
      {roleName(baseRole)}
      <span className="block text-2xs">{en.members.replaced}</span>
    </span>
  );
}

function CustomRolesOf({ member: { roles } }: { member: ListedMember }) {
  const [first, ...more] = roles;
  if (!first) return null;
  const named = ({ name, deleted }: (typeof roles)[number]) => (deleted ? en.members.deletedRole(name) : name);
  return (
    <span className="whitespace-nowrap" title={roles.map(named).join(", ")}>
      <span dir="auto">{named(first)}</span>
      {more.length > 0 && (
        <span className="text-text-subtle">
          {" "}
          <span aria-hidden="true">{en.members.more(more.length)}</span>
          <span className="sr-only">, {more.map(named).join(", ")}</span>
        </span>
      )}
    </span>
  );
}
