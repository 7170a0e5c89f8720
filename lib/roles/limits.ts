/** Bounds that the editor and the server share. */
export const ROLE_NAME_MAX = 128;
export const ROLE_DESCRIPTION_MAX = 1000;
export const ROLE_KEY_MAX = 64;
export const ATTRIBUTE_KEYS_MAX = 20;
export const ATTRIBUTE_VALUES_MAX = 50;
/** Roles that one member or one token may have directly. */
export const ROLES_HELD_MAX = 50;
/** Of those who have a role that is to be deleted so many are named. */
export const HOLDERS_NAMED = 5;
/** What may be searched for in the list. */
export const ROLE_SEARCH_MAX = 100;
/** Roles on one page of the list. */
export const ROLE_PAGE_SIZE = 50;
