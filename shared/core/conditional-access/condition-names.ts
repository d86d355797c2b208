/** The conditions of a policy that speak of users, as Graph v1.0 publishes them: those that are understood, and written. */
export const conditionNames = [
  'users',
  'applications',
  'clientAppTypes',
  'platforms',
  'locations',
  'devices',
  'signInRiskLevels',
  'userRiskLevels',
  'insiderRiskLevels',
  'authenticationFlows',
] as const;
