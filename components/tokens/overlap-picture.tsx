import { useId } from "react";
import * as en from "@/components/messages/en";
import { formatInstant, formatRelative } from "@/components/ui/format-time";
import { OVERLAP_MAX } from "@/lib/tokens/limits";
import type { TokenView } from "@/lib/tokens/view";

type Props = {
  /** How long the old secret works on, in milliseconds; null ends it now. */
  span: number | null;
  token: Pick<TokenView, "expiresAt" | "lastUsedAt">;
  now: number;
  zone: string;
};

/** Where "now" stands, in parts of the width; before it lies the week that was, after it the week that comes. */
const NOW = 34;
const WIDTH = 100;

/** Two bars on one axis (ux 8.6): the new secret begins now, the old one runs on to its end; a tick marks its last use. */
export function OverlapPicture({ span, token, now, zone }: Props) {
  const fade = useId();
  const end = span === null ? null : Math.min(now + span, token.expiresAt ?? Number.POSITIVE_INFINITY);
  const x = end === null ? NOW : NOW + scaled(end - now, WIDTH - NOW - 4);
  const used = token.lastUsedAt;
  const recent = used !== null && now - used <= OVERLAP_MAX;
  const usedX = recent ? NOW - scaled(now - used, NOW - 2) : null;
  return (
    <figure className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 rounded-lg bg-sunken p-3 text-xs">
      <div aria-hidden className="flex h-11 flex-col justify-between text-text-muted">
        <span>{en.rotate.picture.old}</span>
        <span>{en.rotate.picture.fresh}</span>
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} 44`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          end === null ? en.rotate.picture.endsNow : en.rotate.picture.endsAt(`${formatInstant(end, zone)} (${zone})`)
        }
        className="h-11 w-full overflow-visible"
      >
        <defs>
          <linearGradient id={fade} x1={NOW} x2={x} gradientUnits="userSpaceOnUse">
            <stop offset="0" stopColor="var(--color-chart-3)" />
            <stop offset="1" stopColor="var(--color-chart-3)" stopOpacity="0.25" />
          </linearGradient>
        </defs>
        <rect x="0" y="4" width={NOW} height="9" fill="var(--color-chart-3)" />
        {end !== null && <rect x={NOW} y="4" width={x - NOW} height="9" fill={`url(#${fade})`} />}
        <path d={`M${x} 0V17`} stroke="var(--color-text)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        <rect x={NOW} y="31" width={WIDTH - NOW} height="9" fill="var(--color-chart-1)" />
        <path
          d={`M${NOW} 0V44`}
          stroke="var(--color-text-subtle)"
          strokeDasharray="2 3"
          vectorEffect="non-scaling-stroke"
        />
        {usedX !== null && (
          <path d={`M${usedX} 15V24`} stroke="var(--color-text)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
        )}
      </svg>
      <figcaption className="col-span-2 flex flex-wrap justify-between gap-x-4 pt-2 text-text-muted">
        <span>{endSentence(end, token, span === null ? null : now + span, zone)}</span>
        <span>{used === null ? en.rotate.oldUnused : en.rotate.oldUsed(formatRelative(used - now).toLowerCase())}</span>
      </figcaption>
    </figure>
  );
}

/** Near things apart, far things together: an hour is seen beside a week. */
function scaled(distance: number, width: number): number {
  return width * Math.sqrt(Math.min(distance, OVERLAP_MAX) / OVERLAP_MAX);
}

function endSentence(end: number | null, token: Props["token"], asked: number | null, zone: string): string {
  if (end === null) return en.rotate.endsNow;
  const words = end === asked || token.expiresAt === null ? en.rotate.endsAt : en.rotate.endsWithToken;
  return words(formatInstant(end, zone), zone);
}
