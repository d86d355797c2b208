import { displayNameOf } from '../resources.ts';
import type { SandboxState } from '../sandbox-state.ts';
import { authenticationProtocolOf, resourceIdOf, type SignInEntry, type SignInLog } from '../sign-in-log.ts';

export interface QueriedLog {
  readonly state: SandboxState;
  readonly signIns: SignInLog;
}

interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
}

type Record = Readonly<{ [column: string]: string | number }>;

/** The canned answers: what each query asks of the log, worked out without KQL. Undefined for any other query. */
export function answerQuery(query: string, log: QueriedLog): Table | undefined {
  const [, begin] = /^let begin = datetime\(([^)]+)\);$/m.exec(query) ?? [];
  const [, end] = /^let end = datetime\(([^)]+)\);$/m.exec(query) ?? [];
  const namesBothTables = /\bSigninLogs\b/.test(query) && /\bAADNonInteractiveUserSignInLogs\b/.test(query);
  if (begin === undefined || end === undefined || !namesBothTables) return undefined;
  const entries = entriesBetween(log, begin, end);
  if (query.startsWith('// Gateproof: who uses the device code flow\n')) return usesTable(entries, log);
  if (query.startsWith('// Gateproof: what policies did to sign-ins\n')) return resultsTable(entries, log);
  return undefined;
}

function entriesBetween({ state, signIns }: QueriedLog, begin: string, end: string): SignInEntry[] {
  return signIns.entries.filter(({ at, visibleAt, eventType, signIn }) => {
    const counts = eventType === 'interactiveUser' || signIn.flow === 'deviceCodeFlow';
    const lies = at >= new Date(begin) && at < new Date(end);
    return counts && lies && visibleAt <= state.now();
  });
}

function usesTable(entries: readonly SignInEntry[], log: QueriedLog): Table {
  const rows = entries.map((entry) => {
    const Kind = kindOf(entry);
    const parties = Kind === 'other' ? nobody : partiesOf(entry, log);
    return { Kind, ...parties, at: entry.at.toISOString() };
  });
  const groups = Map.groupBy(rows, ({ at, ...key }) => JSON.stringify(key));
  return table(
    [...groups.values()].map((group) => {
      const times = group.map(({ at }) => at).sort();
      const [first] = group;
      const { at: _, ...key } = first ?? { at: '' };
      const [FirstAt = '', LastAt = FirstAt] = [times.at(0), times.at(-1)];
      return { ...key, Count: group.length, WithoutPolicies: 0, FirstAt, LastAt };
    }),
  );
}

const nobody = {
  UserId: '',
  UserPrincipalName: '',
  AppId: '',
  AppDisplayName: '',
  ResourceId: '',
  ResourceDisplayName: '',
  ResourceTenantId: '',
};

function partiesOf({ signIn, clientId }: SignInEntry, { state }: QueriedLog) {
  const user = state.tenant.users.find(({ id }) => id === signIn.userId);
  return {
    UserId: signIn.userId ?? '',
    UserPrincipalName: user?.userPrincipalName ?? '',
    AppId: clientId,
    AppDisplayName: displayNameOf(clientId),
    ResourceId: resourceIdOf(signIn),
    ResourceDisplayName: displayNameOf(signIn.resource),
    ResourceTenantId: state.tenant.tenantId,
  };
}

function kindOf(entry: SignInEntry): 'direct' | 'tracked' | 'blocked' | 'other' {
  if (entry.signIn.flow !== 'deviceCodeFlow') return 'other';
  if (entry.evaluation.outcome === 'blocked') return 'blocked';
  if (entry.evaluation.outcome !== 'token') return 'other';
  return authenticationProtocolOf(entry) === 'deviceCode' ? 'direct' : 'tracked';
}

function resultsTable(entries: readonly SignInEntry[], log: QueriedLog): Table {
  const results = entries.flatMap((entry) => {
    const { UserId, UserPrincipalName, AppId, AppDisplayName } = partiesOf(entry, log);
    return entry.evaluation.appliedPolicies
      .filter(({ result }) => result !== 'notEnabled')
      .map(({ id, displayName, result }) => ({
        PolicyId: id,
        PolicyDisplayName: displayName,
        Result: result,
        ErrorCode: result === 'failure' ? entry.evaluation.errorCode : 0,
        UserId,
        UserPrincipalName,
        AppId,
        AppDisplayName,
      }));
  });
  const groups = Map.groupBy(results, (key) => JSON.stringify(key));
  return table([...groups.values()].map((group) => ({ ...group[0], Count: group.length })));
}

function table(records: readonly Record[]): Table {
  const names = Object.keys(records[0] ?? {});
  return {
    name: 'PrimaryResult',
    columns: names.map((name) => ({
      name,
      type: typeof records[0]?.[name] === 'number' ? 'long' : 'string',
    })),
    rows: records.map((record) => names.map((name) => record[name])),
  };
}
