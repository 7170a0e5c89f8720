import { randomBytes } from "node:crypto";

/** A page's content security policy with a fresh nonce (security 3.11). Style attributes are allowed, style elements are not. */
export function pagePolicy({ development }: { development: boolean }): string {
  const nonce = randomBytes(16).toString("base64");
  const scripts = `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`;
  const styles = development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'none'",
    ...(development ? [] : TRUSTED_TYPES), // the framework's development tools make scripts of texts
    REPORTED,
  ].join("; ");
}

/** Where browsers report what a page was kept from doing. */
export const REPORTS_PATH = "/csp-report";
const REPORTED = `report-uri ${REPORTS_PATH}; report-to csp`;

/** Scripts and markup are made of texts by the rules of `instrumentation-client.ts`, or not at all (decision 0036). */
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types default"];

/** The policy of everything that is not a page. */
export const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Headers of the API's answers, which are data and never drawn. */
export function dataHeaders({ secure }: { secure: boolean }): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "content-security-policy": DATA_POLICY,
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    ...(secure ? Object.fromEntries([STRICT_TRANSPORT]) : {}),
  };
}

/** For answers over https. */
export const STRICT_TRANSPORT = ["strict-transport-security", "max-age=63072000; includeSubDomains"] as const;

// Passkeys are made and shown by pages of ours alone, never in a frame.
const PERMISSIONS =
  "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), " +
  "publickey-credentials-create=(self), publickey-credentials-get=(self)";

/** Headers of every other answer. */
export function pageHeaders({ secure }: { secure: boolean }): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "reporting-endpoints": `csp="${REPORTS_PATH}"`,
    "permissions-policy": PERMISSIONS,
    ...(secure ? Object.fromEntries([STRICT_TRANSPORT]) : {}),
  };
}
