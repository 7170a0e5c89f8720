// The tokens list over the large account beside the same page over the small one and over none, in turn.
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);

const SORTS = ["name", "created", "lastUsed", "expires", "role", "owner", "type", "status"];
const FILTERS = [
  "status=active",
  "status=limited",
  "status=expiring",
  "status=paused",
  "type=service",
  "role=writer",
  "role=inline",
  "used=lt24h",
  "used=gt90d",
  "used=never",
  "used=telemetry",
  "exp=lt30d",
  "exp=none",
  "flag=unconfirmed",
  "created=2026-01-01..2026-06-30",
];
const TABS = ["all", "attention", "mine", "service", "inactive"];
export const SEARCHES = ["q=deploy", "q=de", "q=zzqx"];

/** What the list is asked for, by name. */
export const VARIANTS = [
  ...TABS.map((view) => `view=${view}`),
  ...SORTS.flatMap((sort) => [`view=all&sort=${sort}`, `view=all&sort=-${sort}`]),
  ...FILTERS.map((filter) => `view=all&${filter}`),
  "view=all&type=service&status=active&role=writer&sort=name",
];

/** Medians and p95 in ms of the same path for each visitor, asked in turn, and how many rows the page has. */
export async function compare(visitors, path, rounds = ROUNDS) {
  const seen = new Map(Object.keys(visitors).map((name) => [name, { times: [], rows: 0 }]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, visitor] of Object.entries(visitors)) {
      const { ms, text } = await visitor.page(path);
      const of = seen.get(name);
      of.rows = text.split('<th scope="row"').length - 1;
      if (round >= 0) of.times.push(ms);
    }
  }
  return Object.fromEntries([...seen].map(([name, { times, rows }]) => [name, { ...summary(times), rows }]));
}

/** The cursor after so many pages of a hundred, or as many as there are. */
export async function deepCursor(visitor, query, pages) {
  let after = "";
  for (let page = 0; page < pages; page++) {
    const { text } = await visitor.page(`/tokens?${query}&size=100${after}`);
    const next = /[?&;]after=([^"&\\]+)/.exec(text)?.[1];
    if (!next) break;
    after = `&after=${next}`;
  }
  return after;
}

export function summary(all) {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), p95: at(0.95) };
}
