import { listed } from "../words";

/** The form of a new token where it begins filled in, and what it offers besides. */
export const prefill = {
  parts: {
    name: "name",
    note: "note",
    type: "type",
    role: "role",
    roles: "custom roles",
    expires: "expiry",
    policy: "policy",
  },
  filled: (parts: readonly string[]) =>
    `Filled in from a link: ${listed(parts)}. Check it before you create the token.`,
  lowered: (asked: string, yours: string) => `The link asked for ${asked}. You can give at most ${yours}.`,
  unusable: (parts: readonly string[]) =>
    `Left out, because it can't be used here: ${listed(parts)}. Choose for yourself.`,
  copied: "Copied a link that fills this form in. It holds no secret.",
  copiedWithout: "Copied a link without the policy, which is too long for one.",
  notCopied: (href: string) => `Copying isn't possible here. The link is ${href}`,
  same: (name: string, ago: string) => `You already have a token called “${name}”, last used ${ago}.`,
  sameUnused: (name: string) => `You already have a token called “${name}”. It was never used.`,
  version: "API version",
  versionHelp: "What its answers look like when a request names no version. The newest is right for new programs.",
  newest: (version: number) => `${version} (newest)`,
} as const;
