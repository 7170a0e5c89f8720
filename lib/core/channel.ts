/**
 * The ways in which a token is used (ruling R22): this product's own API; a gateway that asks about it; telemetry that it
 * sends. They are counted apart, and only the first is what "last used" means.
 */
export const CHANNELS = ["rest", "gateway", "telemetry"] as const;
export type Channel = (typeof CHANNELS)[number];
