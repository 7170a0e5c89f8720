/** What a vocabulary may measure when it is written out: it travels to every page with a policy on it. In characters. */
export const VOCABULARY_MAX = 64 * 1024;
/** What is taken in may have twice as much air in it. */
export const TEXT_MAX = 2 * VOCABULARY_MAX;
export const TYPES_MAX = 100;
/** Of one type, and of all types together. */
export const ACTIONS_MAX = 100;
export const ALL_ACTIONS_MAX = 1_000;
/** Types that lie in one another, as in `api:path`. */
export const LEVELS_MAX = 5;
export const TYPE_NAME_MAX = 64;
export const ACTION_NAME_MAX = 128;
export const LABEL_MAX = 60;
export const EXAMPLE_MAX = 256;
