import { parser, plugin } from "typescript-eslint";

// The one rule that Biome lacks: an un-awaited Drizzle query is a thenable that never runs (ruling R27).
export default [
  { ignores: [".next/", "dist/", "packages/*/dist/", "node_modules/", "next-env.d.ts"] },
  {
    files: [
      "app/**/*.{ts,tsx}",
      "components/**/*.{ts,tsx}",
      "lib/**/*.ts",
      "e2e/**/*.ts",
      "packages/**/*.ts",
      "server.ts",
    ],
    languageOptions: { parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { "@typescript-eslint": plugin },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules: { "@typescript-eslint/no-floating-promises": ["error", { checkThenables: true }] },
  },
];
