/** What a policy may measure (security 3.8). */
export const POLICY_LIMITS = {
  bytes: 64 * 1024,
  statements: 200,
  resources: 100,
  actions: 200,
  patternLength: 256,
  stars: 8,
} as const;
