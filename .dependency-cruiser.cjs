// The floors of the house, from the ground up: a room imports only from those before it.
const FLOORS = [
  ["core"],
  ["policy"],
  ["access"],
  ["config"],
  ["keys", "log", "http", "passwords", "limits", "telemetry"],
  ["db"],
  ["installation", "audit", "usage", "leases"],
  ["principals"],
  ["settings"],
  ["vocabulary"],
  ["sessions"],
  ["passkeys"],
  ["roles"],
  ["tokens"],
  ["members"],
  ["factors"],
  ["proofs"],
  ["gateways", "routes"],
  ["authority"],
  ["search"],
  ["boot", "metrics"],
  ["api", "doors", "web", "cli"],
];
const TESTS = "\\.test\\.tsx?$|^lib/testing/";

const rule = (name, from, notTo, more = {}) => ({
  name,
  severity: "error",
  from: { path: from, pathNot: TESTS },
  to: { path: notTo, ...more },
});

/** A room's own floor is closed to it but for itself, and so is every floor above. */
const floors = FLOORS.flatMap((rooms, at) =>
  rooms.map((room) => {
    const above = FLOORS.slice(at)
      .flat()
      .filter((other) => other !== room);
    return rule(
      `floor-of-${room}`,
      `^lib/${room}/`,
      `^(app|components|server\\.ts|verifier\\.ts${above.length > 0 ? `|lib/(${above.join("|")})/` : ""})`,
    );
  }),
);

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "every-import-is-found", severity: "error", from: {}, to: { couldNotResolve: true } },
    ...floors,
    rule(
      "core-and-policy-are-pure",
      "^lib/(core|policy|access)/",
      "^(node:)?(fs|crypto|process|timers|net|os|child_process|pg|drizzle-orm)(/|$)|node_modules/(pg|drizzle-orm)/",
    ),
    rule("schema-knows-values-only", "^drizzle/schema/", "^(app|components|lib/(?!core/|policy/))"),
    rule(
      "domain-knows-no-framework",
      "^(lib/(?!web/|log/)|drizzle/)",
      "node_modules/(next|next-auth|react|react-dom)/",
    ),
    rule("only-the-api-knows-hono", "^(app|components|lib/(?!api/)|drizzle)", "node_modules/(hono|@hono)/"),
    rule("doors-know-no-tables", "^(app|components|lib/(api|web)/)", "^drizzle/|node_modules/drizzle-orm/"),
    rule("only-db-opens-connections", "^(app|components|lib/(?!db/))", "node_modules/pg/"),
    rule("components-never-reach-app", "^components/", "^app/"),
    rule("components-import-only-client-safe-files", "^components/", "^(lib|drizzle)/", {
      pathNot: "^lib/(core|policy)/|^lib/[a-z]+/(list-)?(view|limits|input)\\.ts$",
    }),
    {
      name: "browser-code-never-reaches-the-database",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: "^(drizzle/|lib/db/)|node_modules/(pg|drizzle-orm)/", reachable: true },
    },
    {
      name: "packages-stand-alone",
      severity: "error",
      from: { path: "^packages/[^/]+/src/" },
      to: { path: "^(app|components|drizzle|lib|e2e|verifier\\.ts|server\\.ts)(/|$)|node_modules/" },
    },
    rule("e2e-is-a-black-box", "^e2e/", "^(app|components|drizzle|lib)/"),
    {
      name: "routes-do-not-borrow-from-each-other",
      severity: "error",
      from: { path: "^app/\\(console\\)/([^/]+)/" },
      to: { path: "^app/\\(console\\)/([^/]+)/", pathNot: "^app/\\(console\\)/$1/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
