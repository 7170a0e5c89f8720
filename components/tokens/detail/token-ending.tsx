import { Pause, Play } from "lucide-react";
import * as en from "@/components/messages/en";
import { ActButton } from "./act-button";
import type { Acts } from "./acts";

/** The end of the page: to stop a token for a while, or for good. */
export function TokenEnding({ acts, paused }: { acts: Acts; paused: boolean }) {
  if (acts.revoke === undefined || acts.revoke !== null) return null;
  return (
    <section
      aria-labelledby="ending"
      className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <div className="min-w-0">
        <h2 id="ending" className="text-base font-semibold">
          {en.detail.ending}
        </h2>
        <p className="text-text-muted">
          {acts.pause === null && !paused ? en.detail.endingBody : en.detail.endingOnly}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {acts.pause === null && (
          <ActButton
            act="pause"
            icon={paused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          >
            {paused ? en.pause.resume : en.pause.act}
          </ActButton>
        )}
        <ActButton act="revoke" className="text-danger-text!">
          {en.detail.revoke}
        </ActButton>
      </div>
    </section>
  );
}
