/** The two types of tokens, by name. */
export const kinds = { personal: "Personal", service: "Service" } as const;
