// Stands in for `server-only` where there is no Next to check it.
export {};
