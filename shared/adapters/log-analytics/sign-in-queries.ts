import type { Slice } from '../../application/sign-ins/slices.ts';
import { blockingErrors } from '../../core/sign-ins/device-code-use.ts';

/** Names the query to whoever sees it in the workspace's audit log. */
const purpose = {
  uses: '// Gateproof: who uses the device code flow',
  policyResults: '// Gateproof: what policies did to sign-ins',
} as const;

/** One row per kind and parties; those that say nothing of the flow, of kind `other`, together in one. */
export function usesQuery(slice: Slice): string {
  return `${purpose.uses}
${signInsOf(slice)}
signIns
| extend Tells = Kind != "other"
| summarize Count = count(), WithoutPolicies = countif(isnull(Policies)),
    FirstAt = min(CreatedDateTime), LastAt = max(CreatedDateTime),
    UserPrincipalName = take_anyif(UserPrincipalName, Tells), AppDisplayName = take_anyif(AppDisplayName, Tells),
    ResourceDisplayName = take_anyif(ResourceDisplayName, Tells)
  by Kind, UserId = iff(Tells, UserId, ""), AppId = iff(Tells, AppId, ""), ResourceId = iff(Tells, ResourceId, ""),
    ResourceTenantId = iff(Tells, ResourceTenantId, "")`;
}

/** One row per policy, result, error of what it refused, user and app. */
export function policyResultsQuery(slice: Slice): string {
  return `${purpose.policyResults}
${signInsOf(slice)}
signIns
| mv-expand Policy = Policies
| extend PolicyId = tolower(tostring(Policy.id)), Result = tostring(Policy.result)
| extend ErrorCode = iff(Result == "failure", coalesce(Error, int(0)), int(0))
| where isnotempty(PolicyId) and Result != "notEnabled"
| summarize Count = count(), PolicyDisplayName = take_any(tostring(Policy.displayName)),
    UserPrincipalName = take_any(UserPrincipalName), AppDisplayName = take_any(AppDisplayName)
  by PolicyId, Result, ErrorCode, UserId, AppId`;
}

/**
 * Both tables of user sign-ins, each record once, with the kind of use that it is evidence of. The two tables type
 * the same columns differently, and a union would rename them: hence `todynamic(tostring())` in each. Written out for
 * each of them: a function that takes any table can name no column of it.
 */
function signInsOf({ from, to }: Slice): string {
  return `let begin = datetime(${from});
let end = datetime(${to});
let blockingErrors = dynamic([${[...blockingErrors].join(', ')}]);
let interactive = ${recordsOf('SigninLogs')};
let nonInteractive = ${recordsOf('AADNonInteractiveUserSignInLogs')};
let failedByFlow = union interactive, nonInteractive
  | where Error != 0
  | mv-expand Policy = Policies
  | where tostring(Policy.result) == "failure" and tostring(Policy.includeRulesSatisfied) has "deviceCodeFlow"
  | distinct Id;
let signIns = union (interactive | extend IsInteractive = true), (nonInteractive | extend IsInteractive = false)
  | extend ByDeviceCode = AuthenticationProtocol == "deviceCode" or OriginalTransferMethod == "deviceCodeFlow"
      or Error == 530036 or Id in (failedByFlow)
  | where IsInteractive or ByDeviceCode
  | summarize arg_max(CreatedDateTime, *) by Id
  | extend Kind = case(
      Error != 0, iff(ByDeviceCode and set_has_element(blockingErrors, Error), "blocked", "other"),
      AuthenticationProtocol == "deviceCode", "direct",
      ByDeviceCode, "tracked",
      "other");`;
}

function recordsOf(table: string): string {
  return `${table}
  | where TimeGenerated between (begin - 1h .. end + 3d)
  | where CreatedDateTime >= begin and CreatedDateTime < end
  | project Id = tostring(Id), CreatedDateTime = todatetime(CreatedDateTime), UserId = tolower(tostring(UserId)),
      UserPrincipalName = tostring(UserPrincipalName), AppId = tolower(tostring(AppId)),
      AppDisplayName = tostring(AppDisplayName), ResourceId = tolower(tostring(ResourceIdentity)),
      ResourceDisplayName = tostring(ResourceDisplayName), ResourceTenantId = tolower(tostring(ResourceTenantId)),
      Error = toint(ResultType), AuthenticationProtocol = tostring(AuthenticationProtocol),
      OriginalTransferMethod = tostring(OriginalTransferMethod),
      Policies = todynamic(tostring(ConditionalAccessPolicies))`;
}
