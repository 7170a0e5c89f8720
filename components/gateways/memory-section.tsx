import { Check, CircleDashed, Clock } from "lucide-react";
import * as en from "@/components/messages/en";
import { RelativeTime } from "@/components/ui/relative-time";
import { LEASE_MS } from "@/lib/leases/limits";
import type { InstanceView } from "@/lib/leases/view";

type Props = { instances: readonly InstanceView[]; now: number; zone: string };

/** Which processes answer gateways from memory, and whether each has taken in every change. */
export function MemorySection({ instances, now, zone }: Props) {
  const words = en.gateways;
  return (
    <section aria-labelledby="memory" className="flex flex-col gap-3">
      <div>
        <h2 id="memory" className="text-lg font-semibold">
          {words.memory}
        </h2>
        <p className="max-w-[720px] text-xs text-text-subtle">{words.memoryBody}</p>
      </div>
      {instances.length === 0 ? (
        <p className="text-text-muted">{words.memoryNone}</p>
      ) : (
        <ul className="rounded-lg border border-line bg-surface">
          {instances.map((instance) => (
            <li
              key={instance.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-b border-line px-4 py-2 last:border-0"
            >
              <span className="min-w-0">
                <span className="font-mono text-xs wrap-anywhere">{words.process(instance.id.slice(-6))}</span>
                <span className="block text-xs text-text-subtle">
                  {words.confirmed} <RelativeTime at={now - instance.seenAgo} serverNow={now} zone={zone} />
                </span>
              </span>
              <State instance={instance} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function State({ instance: { seenAgo, behind } }: { instance: InstanceView }) {
  const words = en.gateways;
  const [Icon, tone, said] =
    seenAgo > LEASE_MS
      ? ([CircleDashed, "text-text-subtle", words.silent] as const)
      : behind > 0
        ? ([Clock, "text-warning-icon", words.behind(behind)] as const)
        : ([Check, "text-success-icon", words.upToDate] as const);
  return (
    <span className="flex items-center gap-1.5">
      <Icon aria-hidden className={`size-4 ${tone}`} />
      {said}
    </span>
  );
}
