/** The specifier of a role, by its key; of all roles without one. */
export const roleResource = (key = "*") => `role/${key}`;
