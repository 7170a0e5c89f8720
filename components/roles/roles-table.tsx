import { Copy, Lock } from "lucide-react";
import Link from "next/link";
import * as en from "@/components/messages/en";
import { Pill } from "@/components/ui/pill";
import { RelativeTime } from "@/components/ui/relative-time";
import type { TokenRole } from "@/lib/core/base-role";
import type { Catalogue } from "@/lib/policy/catalogue";
import type { RoleView } from "@/lib/roles/view";
import { roleSentence } from "./role-sentence";

type Props = {
  roles: readonly RoleView[];
  builtIn: readonly TokenRole[];
  mayCreate: boolean;
  catalogue: Catalogue;
  total: number;
  now: number;
  zone: string;
};

const CELL = "px-3 py-1.5 text-start align-middle";

/** The built-in roles, then those of the account. */
export function RolesTable({ roles, builtIn, mayCreate, catalogue, total, now, zone }: Props) {
  const { columns } = en.roles;
  return (
    <div className="relative overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full border-collapse">
        <caption className="sr-only">{en.roles.caption(total)}</caption>
        <thead>
          <tr className="border-b border-line text-xs text-text-subtle [&_th]:h-8 [&_th]:px-3 [&_th]:text-start [&_th]:font-normal [&_th]:whitespace-nowrap">
            <th scope="col">{columns.name}</th>
            <th scope="col" className="max-lg:hidden">
              {columns.key}
            </th>
            <th scope="col" className="w-full max-md:hidden">
              {columns.allows}
            </th>
            <th scope="col" className="max-sm:hidden">
              {columns.members}
            </th>
            <th scope="col" title={en.roles.tokensHelp}>
              {columns.tokens}
            </th>
            <th scope="col" className="max-lg:hidden">
              {columns.changed}
            </th>
            {mayCreate && (
              <th scope="col">
                <span className="sr-only">{en.roles.duplicate}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {builtIn.map((role) => (
            <BuiltInRow key={role} role={role} mayCreate={mayCreate} />
          ))}
          {roles.map((role) => (
            <CustomRow key={role.id} role={role} catalogue={catalogue} mayCreate={mayCreate} now={now} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BuiltInRow({ role, mayCreate }: { role: TokenRole; mayCreate: boolean }) {
  const [name] = en.create.roles[role];
  return (
    <tr className="h-(--row-height) border-b border-line last:border-0">
      <th scope="row" className={`${CELL} font-normal max-md:w-full max-md:max-w-0`}>
        <span className="flex items-center gap-2 md:whitespace-nowrap">
          {name}
          <Pill tone="neutral" icon={<Lock aria-hidden />}>
            {en.roles.builtIn}
          </Pill>
        </span>
        <span className="block text-xs text-text-subtle md:hidden">{en.roles.builtInDo[role]}</span>
      </th>
      <td className={`${CELL} font-mono text-xs text-text-subtle max-lg:hidden`}>{role}</td>
      <td className={`${CELL} text-text-muted max-md:hidden`}>{en.roles.builtInDo[role]}</td>
      <td className={`${CELL} text-text-disabled max-sm:hidden`}>–</td>
      <td className={`${CELL} text-text-disabled`}>–</td>
      <td className={`${CELL} text-text-disabled max-lg:hidden`}>–</td>
      {mayCreate && <DuplicateCell from={role} name={name} />}
    </tr>
  );
}

type CustomProps = { role: RoleView; catalogue: Catalogue; mayCreate: boolean; now: number; zone: string };

function CustomRow({ role, catalogue, mayCreate, now, zone }: CustomProps) {
  const { key, name, assignedTo, modifiedAt } = role;
  const sentence = roleSentence(role, catalogue);
  return (
    <tr className="h-(--row-height) border-b border-line last:border-0 hover:bg-hover">
      <th scope="row" className={`${CELL} font-normal max-md:w-full max-md:max-w-0`}>
        <Link
          href={`/roles/${encodeURIComponent(key)}`}
          className="wrap-anywhere text-text underline-offset-2 hover:underline md:whitespace-nowrap"
          dir="auto"
        >
          {name}
        </Link>
        <span className="block font-mono text-2xs text-text-subtle lg:hidden">{key}</span>
        <span className="line-clamp-2 wrap-anywhere text-xs text-text-subtle md:hidden">{sentence}</span>
      </th>
      <td className={`${CELL} whitespace-nowrap font-mono text-xs text-text-subtle max-lg:hidden`}>{key}</td>
      <td className={`${CELL} text-text-muted max-md:hidden`}>
        <span className="line-clamp-2 wrap-anywhere" title={sentence}>
          {sentence}
        </span>
      </td>
      <td className={`${CELL} max-sm:hidden`}>{assignedTo.members}</td>
      <td className={`${CELL} whitespace-nowrap`}>
        <TokenCounts {...assignedTo} />
      </td>
      <td className={`${CELL} text-text-muted max-lg:hidden`}>
        <RelativeTime at={modifiedAt} serverNow={now} zone={zone} />
      </td>
      {mayCreate && <DuplicateCell from={key} name={name} />}
    </tr>
  );
}

/** A new role that begins as another one is. */
function DuplicateCell({ from, name }: { from: string; name: string }) {
  return (
    <td className="px-2">
      <Link
        href={`/roles/new?from=${encodeURIComponent(from)}`}
        prefetch={false}
        aria-label={en.roles.duplicateOf(name)}
        title={en.roles.duplicateOf(name)}
        className="flex size-7 items-center justify-center rounded-md text-text-muted hover:bg-hover pointer-coarse:size-11"
      >
        <Copy aria-hidden className="size-4" />
      </Link>
    </td>
  );
}

/** "3 / 1": personal and service tokens, said in full to those who do not see the heading. */
export function TokenCounts({ personalTokens, serviceTokens }: RoleView["assignedTo"]) {
  return (
    <span title={`${en.roles.personal(personalTokens)}, ${en.roles.service(serviceTokens)}`}>
      <span aria-hidden="true">
        {personalTokens} / {serviceTokens}
      </span>
      <span className="sr-only">
        {en.roles.personal(personalTokens)}, {en.roles.service(serviceTokens)}
      </span>
    </span>
  );
}
