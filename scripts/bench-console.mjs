// `npm run bench:console`: the console over 100 000 tokens beside the same over 1 000 and over none, as ratios in one run.
import { build as bundle } from "esbuild";
import { BUNDLED, origin, part, people, startInstance } from "../bench/console/instance.mjs";
import { compare, deepCursor, SEARCHES, summary, VARIANTS } from "../bench/console/pages.mjs";
import { visitorOf } from "../bench/console/visitor.mjs";
import { bundleOptions } from "./bundle.mjs";
import { build, install } from "./prepare.mjs";

const PARTS = {
  fill: "bench/console/fill-instance.mjs",
  bulk: "bench/console/bulk.ts",
  browser: "bench/console/browser.ts",
};
const BROWSER_WITHIN_MS = 300_000;
const DEEP_PAGES = Number(process.env.BENCH_DEEP_PAGES ?? 300);

await install();
await build();
await bundle(bundleOptions(PARTS, BUNDLED));
const instance = await startInstance();
try {
  print(await measure());
} finally {
  await instance.end();
}

async function measure() {
  const visitors = {};
  for (const [name, person] of Object.entries(people)) visitors[name] = await visitorOf(person);
  const { large, small } = visitors;

  const pages = [];
  for (const variant of VARIANTS) pages.push(await ratiosOf(visitors, `/tokens?${variant}`));
  for (const query of ["view=all&sort=name", "view=all&sort=-lastUsed"]) {
    const deep = await deepCursor(large, query, DEEP_PAGES);
    const [far, first] = [`/tokens?${query}${deep}`, `/tokens?${query}`];
    const times = await compare({ far: at(large, far), first: at(large, first), empty: at(visitors.empty, first) }, "");
    pages.push({ path: `${query} after ${DEEP_PAGES * 100} rows`, ...ratios(times.far, times.first, times.empty) });
  }
  const searches = [];
  for (const query of SEARCHES) {
    const found = at(large, `/tokens?view=all&${query}`);
    const times = await compare({ found, all: at(large, "/tokens?view=all") }, "");
    searches.push({ path: query, ratio: times.found.median / times.all.median, ms: times.found.median });
  }
  const said = (await large.page("/tokens?view=all")).text.includes("1,000+");
  const fewer = (await small.page("/tokens?view=service")).text.includes("1,000+");
  const bulk = JSON.parse(part("bulk", [people.large.email]));
  const browser = inBrowser(large.cookies());
  return { pages, searches, counts: { said, fewer }, bulk, browser };
}

/** What a browser measures; nothing if it does not come to its end, which is no reason to lose the rest. */
function inBrowser(cookies) {
  try {
    return JSON.parse(part("browser", [JSON.stringify({ origin, cookies })], "pipe", BROWSER_WITHIN_MS));
  } catch (error) {
    console.error(`The browser did not come to its end: ${error.code ?? error.message}.`);
    return { kilobytes: "not measured", select: [], menu: [], filter: [] };
  }
}

/** A visitor who asks for one page only. */
function at(visitor, page) {
  return { page: () => visitor.page(page) };
}

async function ratiosOf(visitors, page) {
  const { large, small, empty } = await compare(visitors, page);
  return { path: page.replace("/tokens?", ""), ...ratios(large, small, empty) };
}

function ratios(ours, beside, none) {
  const [ratio, p95] = [ours.median / beside.median, ours.p95 / none.p95];
  return { ratio, p95, ms: ours.median, rows: [ours.rows, beside.rows] };
}

function print({ pages, searches, counts, bulk, browser }) {
  const worst = (of, key) => of.reduce((one, other) => (other[key] > one[key] ? other : one));
  // A page of 50 rows is not the same page as one of 7.
  const same = pages.filter(({ rows: [ours, beside] }) => ours === beside);
  const [slowest, latest, search] = [worst(same, "ratio"), worst(pages, "p95"), worst(searches, "ratio")];
  const revoked = bulk.times.reduce((sum, ms) => sum + ms, 0);
  const rows = [
    ["list, worst of all pages ÷ the same over 1 000", slowest.ratio, 2, slowest.path],
    ["list, p95 ÷ p95 of a page without data", latest.p95, 3, latest.path],
    ["search ÷ the unfiltered page", search.ratio, 5, search.path],
    ["counts are capped", counts.said && !counts.fewer ? "1,000+" : "no", "1,000+", ""],
    ["JavaScript at first load of the list, KB gzip", browser.kilobytes, 170, ""],
    ["select a row, ms to next paint", summary(browser.select).median ?? "not measured", 32, ""],
    ["open the row menu, ms to next paint", summary(browser.menu).median ?? "not measured", 32, ""],
    ["open a filter, ms to next paint", summary(browser.filter).median ?? "not measured", 32, ""],
    [`revoke ${bulk.tokens} in ${bulk.times.length} transactions, s`, revoked / 1000, 5, ""],
  ];
  console.log("\n| page | rows | ÷ 1 000 tokens | p95 ÷ no data | ms |\n| --- | ---: | ---: | ---: | ---: |");
  for (const { path: page, ratio, p95, ms, rows: shown } of pages) {
    console.log(`| \`${page}\` | ${shown.join(" / ")} | ${ratio.toFixed(2)} | ${p95.toFixed(2)} | ${ms.toFixed(0)} |`);
  }
  console.log("\n| search | ÷ the unfiltered page | ms |\n| --- | ---: | ---: |");
  for (const { path: query, ratio, ms } of searches) {
    console.log(`| \`${query}\` | ${ratio.toFixed(2)} | ${ms.toFixed(0)} |`);
  }
  console.log("\n| what | measured | goal | | where |\n| --- | ---: | ---: | --- | --- |");
  for (const [what, measured, goal, where] of rows) {
    const good = typeof goal === "string" ? measured === goal : measured <= goal;
    const said = typeof measured === "number" ? Number(measured.toFixed(2)) : measured;
    const bound = typeof goal === "string" ? goal : `≤ ${goal}`;
    console.log(`| ${what} | ${said} | ${bound} | ${good ? "pass" : "miss"} | ${where && `\`${where}\``} |`);
  }
}
