// The worst single decision that 200 statements of 256 characters and a hostile request can ask for, in microseconds.
const { decide } = await import(process.env.BENCH_ENGINE);

const LONG = 256;
const STATEMENTS = 200;
const fill = (unit, end = "") => `x/${unit.repeat(LONG)}`.slice(0, LONG - end.length) + end;

// Long texts of few letters: pieces nearly fit at every place.
const PATTERNS = {
  "*a*a*a…": fill("*a"),
  "*a*a*a…*b": fill("*a", "*b"),
  "*aa*aa…*ab": fill("*aa", "*ab"),
  "*aaa…ab*": `${fill("a")
    .replace("x/", "x/*")
    .slice(0, LONG - 2)}b*`,
  "*ba*ba…": fill("*ba"),
  "*****…b": fill("*", "b"),
};
const TEXTS = [
  "a".repeat(LONG),
  "a".repeat(1022),
  `${"a".repeat(1021)}b`,
  `b${"a".repeat(1000)}`,
  "ab".repeat(511),
  "ba".repeat(128),
];
const EFFECTS = ["allow", "deny"];
const LISTS = ["resources", "notResources", "actions"];

const EVERYTHING = { effect: "allow", actions: ["*"], resources: ["*"] };

const results = [];
for (const [shape, pattern] of Object.entries(PATTERNS)) {
  for (const effect of EFFECTS) {
    for (const list of effect === "deny" ? [...LISTS, "projects"] : LISTS) {
      const policy = policyOf(effect, list, pattern);
      for (const text of TEXTS)
        results.push({ shape, effect, list, length: text.length, ...timed(policy, list, text) });
    }
  }
}
const worst = results.toSorted((a, b) => b.us - a.us)[0];
process.send({ cases: results.length, worst, first: Math.max(...results.map(({ firstUs }) => firstUs)) });

/**
 * Each statement a little different from the last, since equal ones would tell nothing. Denials of everything in projects
 * stand beside an allow of everything else, so that every one is held against the project's view as well.
 */
function policyOf(effect, list, pattern) {
  const statements = Array.from({ length: STATEMENTS }, (_, i) => {
    const own = `${pattern.slice(0, -4)}${String.fromCharCode(97 + (i % 3))}${pattern.slice(-3)}`;
    if (list === "projects") {
      return i === 0 ? EVERYTHING : { effect, resources: [`proj/${own.slice(2, -3)}`], actions: ["*"] };
    }
    const about = list === "actions" ? { actions: [own.slice(2)] } : { [list]: [own], actions: ["update"] };
    return { effect, ...(list === "actions" ? { resources: ["*"] } : {}), ...about };
  });
  return { source: { kind: "inline" }, statements };
}

/** The median of many decisions, and the first one, which also compiles the policy. */
function timed(policy, list, text) {
  const grants = [{ kind: "declared", policies: [policy] }];
  const type = list === "projects" ? "proj" : "x";
  const request =
    list === "actions"
      ? { action: text.slice(0, 256), resource: "x/a" }
      : { action: "update", resource: `${type}/${text}`.slice(0, 1024) };
  const times = Array.from({ length: 60 }, () => {
    const before = performance.now();
    decide(grants, request);
    return (performance.now() - before) * 1000;
  });
  return { firstUs: times[0], us: times.slice(20).toSorted((a, b) => a - b)[20] };
}
