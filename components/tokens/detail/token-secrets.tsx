import * as en from "@/components/messages/en";
import { formatInstant, formatRelative } from "@/components/ui/format-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Act } from "@/components/ui/use-act";
import type { TokenView } from "@/lib/tokens/view";
import type { SecretUse } from "@/lib/usage/view";
import { EndOld } from "./end-old";

type Props = {
  token: TokenView;
  secrets: readonly SecretUse[];
  mayEndOld: boolean;
  now: number;
  zone: string;
  endOld: Act<{ name: string }>;
};

/** So many ended secrets that something still tries are told of. */
const TRIED_SHOWN = 3;

/** After a rotation: each secret with its own last use, which is what says that the old one can go. */
export function TokenSecrets({ token, secrets, mayEndOld, now, zone, endOld }: Props) {
  const old = secrets.find(({ state, until }) => state === "overlap" && until !== null && until > now);
  const tried = secrets.filter(({ state, blocked }) => state === "dead" && blocked !== null).slice(0, TRIED_SHOWN);
  if (!old && tried.length === 0) return null;
  const current = secrets.find(({ state }) => state === "current");
  const shown = [current, old, ...tried].filter((secret) => secret !== undefined);
  const prefix = token.kind === "personal" ? "lkp" : "lks";
  return (
    <section aria-labelledby="secrets" className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id="secrets" className="text-base font-semibold">
            {en.detail.secrets}
          </h2>
          {old && old.until !== null && (
            <p className="text-text-muted">
              {en.rotate.state(`${formatInstant(old.until, zone)} (${zone})`, usedSentence(old, now))}
            </p>
          )}
        </div>
        {old && mayEndOld && <EndOld id={token.id} used={usedSentence(old, now)} end={endOld} />}
      </div>
      <div className="overflow-x-auto">
        <table className="w-full border-collapse text-start">
          <caption className="sr-only">{en.detail.secretsCaption}</caption>
          <thead>
            <tr className="border-b border-line text-xs text-text-subtle">
              {[en.detail.secretColumns.secret, en.detail.secretColumns.lastUsed, en.detail.secretColumns.calls].map(
                (label) => (
                  <th key={label} scope="col" className="h-8 pe-3 text-start font-normal">
                    {label}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {shown.map((secret) => (
              <tr key={secret.id} className="border-b border-line last:border-0">
                <th scope="row" className="py-2 pe-3 text-start font-normal">
                  <span className="font-mono text-xs">
                    {prefix}_…{secret.tail}
                  </span>
                  <span className="block text-xs text-text-subtle">
                    {
                      en.detail.secretStates[
                        secret === old ? "overlap" : secret.state === "current" ? "current" : "dead"
                      ]
                    }
                  </span>
                </th>
                <td className="py-2 pe-3">
                  {secret.last.rest === null ? (
                    <span className="text-text-subtle">{en.tokens.never}</span>
                  ) : (
                    <RelativeTime at={secret.last.rest} serverNow={now} zone={zone} />
                  )}
                  {secret.blocked && (
                    <span className="block text-xs text-warning-text">
                      {en.detail.tries(
                        secret.blocked.tries,
                        formatRelative(secret.blocked.lastAt - now).toLowerCase(),
                        secret.blocked.lastAddress,
                      )}
                    </span>
                  )}
                </td>
                <td className="tnum py-2">{secret.calls.toLocaleString("en")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function usedSentence({ last }: SecretUse, now: number): string {
  const at = Math.max(last.rest ?? 0, last.gateway ?? 0, last.telemetry ?? 0);
  return at === 0 ? en.rotate.oldUnused : en.rotate.oldUsed(formatRelative(at - now).toLowerCase());
}
