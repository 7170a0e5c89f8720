export { accessTokens, tokenSecrets, tokenUses } from "./access-tokens";
export { accounts, memberLinks, members } from "./accounts";
export { auditEntries } from "./audit-entries";
export { customRoles, customRoleVersions, memberRoles, tokenRoles } from "./custom-roles";
export { installation, signInThrottles } from "./installation";
export { sessions } from "./sessions";
export { usageActions, usageDays, usageSecrets, usageSources, usageWriters } from "./usage";
