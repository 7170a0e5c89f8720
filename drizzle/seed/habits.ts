import type { Channel } from "@/lib/core/channel";

type Ask = { readonly action: string; readonly resource: string; readonly route: string };

/** How a token is used. */
export type Habit = {
  readonly channel: Channel;
  /** Calls in the hour that begins then, so many days ago. */
  readonly calls: (hour: Date, back: number) => number;
  readonly agent: string;
  readonly addresses: number;
  readonly asks: readonly Ask[];
  /** The share of calls that is refused, in the last weeks. */
  readonly denied: number;
};

const READ: readonly Ask[] = [
  { action: "viewMember", resource: "member/*", route: "GET /api/v2/members" },
  { action: "viewRole", resource: "role/*", route: "GET /api/v2/roles" },
  { action: "viewServiceToken", resource: "service-token/*", route: "GET /api/v2/tokens" },
];
const MAKE: readonly Ask[] = [
  ...READ,
  { action: "createAccessToken", resource: "service-token/*", route: "POST /api/v2/tokens" },
  { action: "deleteAccessToken", resource: "service-token/*", route: "DELETE /api/v2/tokens/{id}" },
  { action: "updatePolicy", resource: "role/*", route: "PATCH /api/v2/roles/{key}" },
];
const ACCOUNT: readonly Ask[] = [{ action: "viewAccount", resource: "acct", route: "GET /api/v2/account" }];
const FLAGS: readonly Ask[] = [
  { action: "viewFlag", resource: "proj/web:env/production:flag/*", route: "" },
  { action: "updateOn", resource: "proj/web:env/production:flag/*", route: "" },
];
const TELEMETRY: readonly Ask[] = [{ action: "sendTelemetry", resource: "acct", route: "" }];

const weekend = (hour: Date) => hour.getUTCDay() % 6 === 0;
const between = (hour: Date, from: number, to: number) => hour.getUTCHours() >= from && hour.getUTCHours() < to;

/** Office hours, with a dip at noon, and hardly anything at the weekend. */
const office =
  (much: number): Habit["calls"] =>
  (hour, back) => {
    if (back > 90 || !between(hour, 7, 18)) return 0;
    return (weekend(hour) ? 0.06 : 1) * (hour.getUTCHours() === 11 ? 0.5 : 1) * much;
  };
const nightly =
  (much: number): Habit["calls"] =>
  (hour, back) =>
    back <= 90 && hour.getUTCHours() === 2 ? much : 0;
const every =
  (hours: number, much: number): Habit["calls"] =>
  (hour, back) =>
    back <= 90 && hour.getUTCHours() % hours === 0 ? much : 0;

const one = { channel: "rest", addresses: 1, denied: 0 } as const;
const HABITS: Readonly<Record<string, Habit>> = {
  "deploy-bot": { ...one, calls: office(9), agent: "deploy/2.4.1", addresses: 4, asks: MAKE },
  "release-notes": {
    ...one,
    calls: (hour, back) => (back <= 90 && hour.getUTCDay() === 5 && between(hour, 13, 15) ? 14 : 0),
    agent: "python-requests/2.32.3",
    asks: READ,
  },
  "grafana-exporter": { ...one, calls: every(3, 12), agent: "Grafana/11.4.0", asks: [...READ, ...ACCOUNT] },
  "nightly-backup": { ...one, calls: nightly(90), agent: "curl/8.11.0", asks: READ },
  terraform: { ...one, calls: office(4), agent: "Terraform/1.10.2", addresses: 2, asks: MAKE, denied: 0.14 },
  laptop: {
    ...one,
    calls: (hour, back) => (back <= 60 && between(hour, 8, 10) && hour.getUTCDate() % 6 === 0 ? 5 : 0),
    agent: "curl/8.7.1",
    addresses: 2,
    asks: ACCOUNT,
  },
  "ci-main": { ...one, calls: office(16), agent: "ci-runner/7", addresses: 8, asks: MAKE },
  "ci-preview": {
    ...one,
    channel: "telemetry",
    calls: every(4, 20),
    agent: "OTel-OTLP-Exporter-JS/0.57",
    asks: TELEMETRY,
  },
  "audit-export": { ...one, calls: nightly(40), agent: "audit-export/1.0", asks: ACCOUNT, denied: 0.05 },
  "slack-bridge": {
    ...one,
    channel: "gateway",
    calls: office(7),
    agent: "gateway/3",
    addresses: 2,
    asks: FLAGS,
    denied: 0.03,
  },
  "load-test": {
    ...one,
    calls: (hour, back) => (back > 95 && between(hour, 9, 12) ? 60 : 0),
    agent: "k6/0.55.0",
    addresses: 3,
    asks: READ,
  },
  "support-lookup": { ...one, calls: office(3), agent: "support-desk/5.2", asks: READ, denied: 0.08 },
};

/** The habit of a token by its name; every fifth was made and never used. */
export function habitOf(name: string, n: number): Habit | null {
  if (n % 5 === 4) return null;
  const known = Object.keys(HABITS).find((key) => name.startsWith(key));
  return known ? (HABITS[known] ?? null) : { ...one, calls: office(2), agent: "node", asks: READ };
}

/** A number from 0 to 1 that is the same at each filling, but looks thrown. */
export function chance(...seeds: readonly number[]): number {
  let state = 2_166_136_261;
  for (const seed of seeds) {
    state = Math.imul(state ^ (seed & 0xffff), 16_777_619);
    state = Math.imul(state ^ (Math.floor(seed / 65_536) & 0xffff), 16_777_619);
    state ^= state >>> 13;
  }
  return ((Math.imul(state, 0x9e37_79b1) >>> 8) & 0xffff) / 65_536;
}
