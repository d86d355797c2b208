import type { LittleTenant } from '../application/in-memory/little-tenant.ts';
import { graphPolicy, ipLocation } from '../core/example-tenant.ts';
import { ann, breakGlass, guards, littleCompany, otherPolicy } from './company.ts';

export const office = '80000000-0000-4000-8000-000000000001';
export const watchedId = '70000000-0000-4000-8000-000000000002';
export const annsId = '70000000-0000-4000-8000-000000000003';
const officeId = '70000000-0000-4000-8000-000000000004';

const reportOnly = 'enabledForReportingButNotEnforced';
const outsideTheOffice = { locations: { includeLocations: ['All'], excludeLocations: [office] } };

/** In report-only; it leaves out the guards, and the office. */
const watched = graphPolicy({
  id: watchedId,
  displayName: 'Block codes outside the office',
  state: reportOnly,
  users: { includeUsers: ['All'], excludeUsers: [breakGlass], excludeGroups: [guards] },
  conditions: outsideTheOffice,
});
const anns = graphPolicy({
  id: annsId,
  displayName: 'Block codes of Ann',
  users: { includeUsers: [ann], excludeUsers: [breakGlass] },
});
const inTheOffice = graphPolicy({
  id: officeId,
  displayName: 'Block codes in the office',
  users: { includeUsers: ['All'], excludeUsers: [breakGlass] },
  conditions: { locations: { includeLocations: [office], excludeLocations: [] } },
});

/** Nothing there yet: the policy is created in report-only, and then switched on. */
export const nothingThere = () => littleCompany();
/** A policy in report-only has to lose an exclusion, and to be switched on. */
export const tooNarrow = () => withOffice([otherPolicy, watched, anns]);
/** A policy in report-only has to be switched on, and nothing else. */
export const notSwitchedOn = () => withOffice([otherPolicy, watched, anns, inTheOffice]);

function withOffice(policies: LittleTenant['policies']): LittleTenant {
  const tenant = littleCompany(policies);
  tenant.snapshot = { ...tenant.snapshot, namedLocations: [ipLocation(office, ['203.0.113.0/24'])] };
  return tenant;
}
