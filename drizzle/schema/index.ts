export { accessTokens, tokenSecrets, tokenUses } from "./access-tokens";
export { accounts, memberLinks, members } from "./accounts";
export { auditEntries } from "./audit-entries";
export { authorityChanges, authorityInstances } from "./authority";
export { customRoles, customRoleVersions, memberRoles, tokenRoles } from "./custom-roles";
export { gateways } from "./gateways";
export { installation, signInThrottles } from "./installation";
export { sessions } from "./sessions";
export { usageActions, usageDays, usageSecrets, usageSources, usageWriters } from "./usage";
