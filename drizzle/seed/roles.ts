import type { Statement } from "@/lib/policy/statement";
import type { TokenRoleInput } from "@/lib/tokens/input";

const allow = (actions: string[], resources: string[]): Statement => ({ effect: "allow", resources, actions });
const deny = (actions: string[], resources: string[]): Statement => ({ effect: "deny", resources, actions });

type DemoRole = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly basePermissions: "reader" | "no_access";
  readonly policy: readonly Statement[];
};

const TARGETING = ["updateOn", "updateRules", "updateTargets", "updateFallthrough"];

/** The custom roles of the demo's company. */
export const ROLES: readonly DemoRole[] = [
  {
    key: "deployers",
    name: "Deployers",
    description: "Ship behind flags. Production goes through release managers.",
    basePermissions: "reader",
    policy: [
      allow(TARGETING, ["proj/web:env/*:flag/*", "proj/mobile:env/*:flag/*"]),
      deny(["*"], ["proj/*:env/production:flag/*"]),
    ],
  },
  {
    key: "release-managers",
    name: "Release managers",
    description: "Turn flags on and off in production and keep the release pipelines.",
    basePermissions: "reader",
    policy: [
      allow([...TARGETING, "applyApprovalRequest", "reviewApprovalRequest"], ["proj/*:env/production:flag/*"]),
      allow(["*"], ["proj/*:release-pipeline/*"]),
    ],
  },
  {
    key: "support",
    name: "Support",
    description: "Looks at customers' flags and targets single customers, in the projects they support.",
    basePermissions: "no_access",
    policy: [
      allow(["viewProject"], [`proj/\${roleAttribute/projectKey}`]),
      allow(["viewEnvironment"], [`proj/\${roleAttribute/projectKey}:env/*`]),
      allow(["viewFlag", "updateTargets"], [`proj/\${roleAttribute/projectKey}:env/production:flag/*`]),
    ],
  },
  {
    key: "auditors",
    name: "Auditors",
    description: "Read everything, change nothing.",
    basePermissions: "reader",
    policy: [allow(["viewAccount"], ["acct"])],
  },
  {
    key: "token-keepers",
    name: "Token keepers",
    description: "Make and revoke service tokens for the teams' pipelines.",
    basePermissions: "reader",
    policy: [allow(["createAccessToken", "updateAccessTokenName", "deleteAccessToken"], ["service-token/*"])],
  },
];

/** How a role came to be what it is: the later states of some roles, with the note of each. */
export const EDITS: readonly { readonly key: string; readonly note: string; readonly policy: readonly Statement[] }[] =
  [
    {
      key: "deployers",
      note: "Segments belong to targeting too",
      policy: [
        allow(TARGETING, ["proj/web:env/*:flag/*", "proj/mobile:env/*:flag/*"]),
        allow(["updateRules", "updateIncluded", "updateExcluded"], ["proj/web:env/*:segment/*"]),
        deny(["*"], ["proj/*:env/production:flag/*"]),
      ],
    },
    {
      key: "auditors",
      note: "Invoices are part of the yearly audit",
      policy: [allow(["viewAccount", "getPaymentCard"], ["acct"])],
    },
  ];

/** Who holds which roles, with what their attributes stand for. */
export const HOLDERS: readonly {
  readonly name: string;
  readonly roles: readonly string[];
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
}[] = [
  { name: "Noor Haddad", roles: ["deployers"] },
  { name: "Maya Okafor", roles: ["deployers", "token-keepers"] },
  { name: "Jonas Berg", roles: ["release-managers", "deployers"] },
  { name: "Chiara Conti", roles: ["support"], attributes: { projectKey: ["web", "mobile"] } },
  { name: "Dmitri Volkov", roles: ["auditors"] },
];

type DemoToken = {
  readonly name: string;
  readonly note: string;
  readonly maker: string;
  readonly kind: "personal" | "service";
  readonly role: TokenRoleInput;
};

const custom = (...roles: string[]): TokenRoleInput => ({ source: "custom", roles });
const inline = (...statements: Statement[]): TokenRoleInput => ({ source: "inline", statements });
const base = (baseRole: "reader" | "writer"): TokenRoleInput => ({ source: "base", baseRole });

/** Tokens that are more than a base role, and service tokens. */
export const TAILORED: readonly DemoToken[] = [
  {
    name: "deploy-laptop",
    note: "Flags from the shell",
    maker: "Noor Haddad",
    kind: "personal",
    role: custom("deployers"),
  },
  {
    name: "preview-flags",
    note: "Turns flags on in previews",
    maker: "Maya Okafor",
    kind: "personal",
    role: custom("deployers"),
  },
  {
    name: "release-cli",
    note: "Tuesday's release",
    maker: "Jonas Berg",
    kind: "personal",
    role: custom("release-managers"),
  },
  {
    name: "hotfix",
    note: "Reverts in the night",
    maker: "Jonas Berg",
    kind: "personal",
    role: custom("release-managers", "deployers"),
  },
  {
    name: "audit-notebook",
    note: "Quarterly review",
    maker: "Dmitri Volkov",
    kind: "personal",
    role: custom("auditors"),
  },
  {
    name: "flag-lint",
    note: "Marks stale flags",
    maker: "Lena Weiss",
    kind: "personal",
    role: inline(allow(["viewFlag", "updateTags", "updateDeprecated"], ["proj/*:env/*:flag/*"])),
  },
  {
    name: "segment-sync",
    note: "Copies cohorts from the warehouse",
    maker: "Priya Shah",
    kind: "personal",
    role: inline(allow(["updateIncluded", "updateExcluded"], ["proj/web:env/*:segment/*"])),
  },
  {
    name: "metric-pull",
    note: "Numbers for the weekly report",
    maker: "Tomás Ruiz",
    kind: "personal",
    role: inline(allow(["view*"], ["proj/*:metric/*"])),
  },
  {
    name: "deploy-bot-web",
    note: "The web shop's pipeline",
    maker: "Aiko Mori",
    kind: "service",
    role: custom("deployers"),
  },
  {
    name: "deploy-bot-mobile",
    note: "The apps' pipeline",
    maker: "Aiko Mori",
    kind: "service",
    role: custom("deployers"),
  },
  {
    name: "release-train",
    note: "Rolls out each Tuesday",
    maker: "Lena Weiss",
    kind: "service",
    role: custom("release-managers"),
  },
  {
    name: "helpdesk",
    note: "The support desk's side panel",
    maker: "Lena Weiss",
    kind: "service",
    role: inline(allow(["viewFlag", "updateTargets"], ["proj/web:env/production:flag/*"])),
  },
  {
    name: "otel-collector",
    note: "Sends traces",
    maker: "Priya Shah",
    kind: "service",
    role: inline(allow(["sendTelemetry"], ["acct"])),
  },
  {
    name: "warehouse-export",
    note: "Nightly copy of everything",
    maker: "Lena Weiss",
    kind: "service",
    role: base("reader"),
  },
  {
    name: "terraform-prod",
    note: "Plans and applies production",
    maker: "Aiko Mori",
    kind: "service",
    role: base("writer"),
  },
  {
    name: "status-page",
    note: "Shows which flags are on",
    maker: "Maya Okafor",
    kind: "service",
    role: base("reader"),
  },
  {
    name: "flag-archiver",
    note: "Archives what nobody evaluates",
    maker: "Priya Shah",
    kind: "service",
    role: inline(
      allow(["viewFlag", "updateGlobalArchived"], ["proj/web:env/*:flag/*"]),
      deny(["*"], ["proj/web:env/*:flag/*;keep"]),
    ),
  },
  {
    name: "audit-mirror",
    note: "Hands the audit log on",
    maker: "Aiko Mori",
    kind: "service",
    role: custom("auditors"),
  },
];
