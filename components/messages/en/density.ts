export const density = { label: "Density", comfortable: "Comfortable", compact: "Compact" } as const;
