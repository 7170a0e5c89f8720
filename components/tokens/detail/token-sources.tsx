import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UsageSource } from "@/lib/usage/view";

type Props = {
  sources: readonly UsageSource[] /** Whether it was ever used. */;
  used: boolean;
  now: number;
  zone: string;
};

const SHOWN = 10;

/** From which addresses and by which programs a token was used. */
export function TokenSources({ sources, used, now, zone }: Props) {
  const { address, agent, channel, uses, first, last } = en.activity.sourceColumns;
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-semibold">{en.activity.sources}</h3>
      {sources.length === 0 ? (
        <p className="text-text-subtle">{used ? en.activity.sourcesGone : en.activity.noSources}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full border-collapse text-xs">
            <caption className="sr-only">{en.activity.sourcesCaption}</caption>
            <thead className="text-text-subtle">
              <tr>
                {[address, agent, channel, uses, first, last].map((label) => (
                  <th
                    key={label}
                    scope="col"
                    className={`h-7 pe-3 text-start font-normal ${label === first || label === channel ? "max-md:hidden" : ""}`}
                  >
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sources.slice(0, SHOWN).map((source) => (
                <tr key={`${source.channel} ${source.address} ${source.agent}`} className="border-t border-line">
                  <th scope="row" className="min-w-28 py-1.5 pe-3 text-start font-normal wrap-anywhere">
                    <span className="font-mono">{source.address}</span>
                  </th>
                  <td className="py-1.5 pe-3 wrap-anywhere" dir="auto">
                    {source.agent || <span className="text-text-subtle">{en.activity.noAgent}</span>}
                  </td>
                  <td className="py-1.5 pe-3 max-md:hidden">{en.activity.channels[source.channel]}</td>
                  <td className="tnum py-1.5 pe-3">{source.uses.toLocaleString("en")}</td>
                  <td className="py-1.5 pe-3 max-md:hidden">
                    <RelativeTime at={source.firstAt} serverNow={now} zone={zone} />
                  </td>
                  <td className="py-1.5">
                    <RelativeTime at={source.lastAt} serverNow={now} zone={zone} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
