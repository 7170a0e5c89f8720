import type { NextConfig } from "next";

const config: NextConfig = {
  agentRules: false, // `next dev` would write files of its own into the tree
  poweredByHeader: false,
  reactStrictMode: true,
  turbopack: { root: import.meta.dirname }, // a stray lock file in a parent folder would move the root
  serverExternalPackages: ["pg", "pino", "@node-rs/argon2"],
  images: { unoptimized: true },
  logging: { serverFunctions: false }, // the development log prints action arguments otherwise
  experimental: { agentUpgrade: false },
};

export default config;
