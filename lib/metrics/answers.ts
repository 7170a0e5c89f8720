import { Histogram } from "prom-client";
import { type Answered, BOUNDS_MS, type Meter } from "@/lib/http/meter";

const NAME = "latchkey_request_duration_seconds";
const HELP = "Requests and how long they took, by door and outcome.";
const SECOND_MS = 1000;

/** What a meter counted, as a histogram: counted where a request is answered, written out only when somebody asks. */
export class Answers extends Histogram<"door" | "outcome"> {
  readonly #meter: Meter;

  constructor(meter: Meter) {
    super({ name: NAME, help: HELP, labelNames: ["door", "outcome"], registers: [] });
    this.#meter = meter;
  }

  /** What the registry, and the histogram's own `get`, read the series by. */
  async getForPromString() {
    return { name: NAME, help: HELP, type: "histogram", values: this.#meter.answered().flatMap(seriesOf) };
  }
}

function seriesOf({ door, outcome, count, totalMs, within }: Answered) {
  const labels = { door, outcome };
  let below = 0;
  const buckets = BOUNDS_MS.map((bound, place) => {
    below += within[place] ?? 0;
    return { metricName: `${NAME}_bucket`, labels: { le: bound / SECOND_MS, ...labels }, value: below };
  });
  return [
    ...buckets,
    { metricName: `${NAME}_bucket`, labels: { le: "+Inf", ...labels }, value: count },
    { metricName: `${NAME}_sum`, labels, value: totalMs / SECOND_MS },
    { metricName: `${NAME}_count`, labels, value: count },
  ];
}
