/** The application permission of Microsoft Graph that each kind of thing needs, for the message that asks for it. */
export const requiredPermission = {
  policies: 'Policy.Read.All',
  namedLocations: 'Policy.Read.All',
  securityDefaults: 'Policy.Read.All',
  users: 'User.Read.All',
  group: 'GroupMember.Read.All, and Member.Read.Hidden where the membership is hidden',
  role: 'RoleManagement.Read.Directory',
  roleEligibilities: 'RoleManagement.Read.Directory',
  licences: 'LicenseAssignment.Read.All',
  whatIf: 'Policy.Read.ConditionalAccess',
  directoryAudits: 'AuditLog.Read.All',
  signIns: 'AuditLog.Read.All (in some tenants Graph asks for Directory.Read.All beside it)',
} as const;

export type ReadableKind = keyof typeof requiredPermission;
