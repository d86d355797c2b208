import { describe, expect, it } from 'vitest';
import { readSettings } from '../../shared/composition/settings.ts';
import { InputError } from '../../shared/core/errors.ts';
import { tenantId } from '../application/examples.ts';

const identity = {
  AzureWebJobsStorage__blobServiceUri: 'https://account.blob.example.com',
  AzureWebJobsStorage__queueServiceUri: 'https://account.queue.example.com',
  AzureWebJobsStorage__tableServiceUri: 'https://account.table.example.com',
};
const required = {
  TENANT_IDS: tenantId(1),
  SCAN_SCHEDULE: '0 0 * * * *',
  API_TENANT_ID: tenantId(1),
  API_CLIENT_ID: '30000000-0000-4000-8000-000000000001',
};
const right = { ...required, ...identity };

function wrongSettings(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ member }) => member);
  }
  return [];
}

describe('the settings', () => {
  it('take defaults for all that is optional', () => {
    expect(readSettings(right)).toMatchObject({
      TENANT_IDS: [tenantId(1)],
      GRAPH_BASE_URL: 'https://graph.microsoft.com',
      EMERGENCY_ACCESS_IDS: [],
      ADMINISTRATIVE_ROLE_IDS: [],
      PROOF_STEP_LIMIT: 1_000_000,
      MAX_RESULT_AGE_HOURS: 26,
      SIGN_IN_HISTORY_DAYS: 30,
      SIGN_IN_LATENESS_HOURS: 24,
      SIGN_IN_VOLUME_LIMIT: 100_000,
      LOG_ANALYTICS_BASE_URL: 'https://api.loganalytics.io',
      storage: { kind: 'identity', tableServiceUri: identity.AzureWebJobsStorage__tableServiceUri },
    });
  });

  it('read lists with spaces, doubles and capitals', () => {
    const TENANT_IDS = ` ${tenantId(1).toUpperCase()} , ${tenantId(2)},${tenantId(1)}, `;

    expect(readSettings({ ...right, TENANT_IDS }).TENANT_IDS).toEqual([tenantId(1), tenantId(2)]);
  });

  it('spell the issuer of tokens as Entra ID does: no slash at the end, ids in small letters', () => {
    const written = {
      AUTHORITY_HOST: 'https://login.microsoftonline.us/',
      API_TENANT_ID: tenantId(0xab).toUpperCase(),
      API_CLIENT_ID: tenantId(0xcd).toUpperCase(),
    };

    expect(readSettings({ ...right, ...written })).toMatchObject({
      AUTHORITY_HOST: 'https://login.microsoftonline.us',
      API_TENANT_ID: tenantId(0xab),
      API_CLIENT_ID: tenantId(0xcd),
    });
  });

  it('accept a connection string in place of service addresses', () => {
    const settings = readSettings({
      ...required,
      AzureWebJobsStorage: 'UseDevelopmentStorage=true',
    });

    expect(settings.storage).toEqual({
      kind: 'connectionString',
      connectionString: 'UseDevelopmentStorage=true',
    });
  });

  it('name everything that is missing', () => {
    expect(wrongSettings({}).sort()).toEqual([
      'API_CLIENT_ID',
      'API_TENANT_ID',
      'AzureWebJobsStorage__blobServiceUri',
      'AzureWebJobsStorage__queueServiceUri',
      'AzureWebJobsStorage__tableServiceUri',
      'SCAN_SCHEDULE',
      'TENANT_IDS',
    ]);
  });

  it('count an empty setting as missing', () => {
    expect(wrongSettings({ ...right, TENANT_IDS: ' ' })).toEqual(['TENANT_IDS']);
  });

  it('name every wrong setting at once', () => {
    const wrong = {
      TENANT_IDS: `${tenantId(1)},contoso`,
      SCAN_SCHEDULE: 'hourly',
      READER_CLIENT_ID: 'reader',
      GRAPH_BASE_URL: 'http://graph.example.com',
      EMERGENCY_ACCESS_IDS: 'admin@example.com',
      ADMINISTRATIVE_ROLE_IDS: 'Helpdesk lead',
      PROOF_STEP_LIMIT: '0',
      SIGN_IN_HISTORY_DAYS: '3',
      SIGN_IN_LATENESS_HOURS: '0',
      SIGN_IN_VOLUME_LIMIT: 'many',
      LOG_ANALYTICS_WORKSPACE_ID: 'my-workspace',
      LOG_ANALYTICS_BASE_URL: 'http://api.loganalytics.io',
      MAX_RESULT_AGE_HOURS: '-1',
      APPLICATIONINSIGHTS_CONNECTION_STRING: 'yes',
      AzureWebJobsStorage__blobServiceUri: 'account',
    };

    expect(wrongSettings({ ...right, ...wrong }).sort()).toEqual([
      'ADMINISTRATIVE_ROLE_IDS[0]',
      'APPLICATIONINSIGHTS_CONNECTION_STRING',
      'AzureWebJobsStorage__blobServiceUri',
      'EMERGENCY_ACCESS_IDS[0]',
      'GRAPH_BASE_URL',
      'LOG_ANALYTICS_BASE_URL',
      'LOG_ANALYTICS_WORKSPACE_ID',
      'MAX_RESULT_AGE_HOURS',
      'PROOF_STEP_LIMIT',
      'READER_CLIENT_ID',
      'SCAN_SCHEDULE',
      'SIGN_IN_HISTORY_DAYS',
      'SIGN_IN_LATENESS_HOURS',
      'SIGN_IN_VOLUME_LIMIT',
      'TENANT_IDS[1]',
    ]);
  });

  it('refuse one workspace for several tenants, whose sign-ins would be counted for each of them', () => {
    const workspace = { LOG_ANALYTICS_WORKSPACE_ID: '40000000-0000-4000-8000-000000000001' };
    const TENANT_IDS = `${tenantId(1)},${tenantId(2)}`;

    expect(wrongSettings({ ...right, ...workspace, TENANT_IDS })).toEqual(['LOG_ANALYTICS_WORKSPACE_ID']);
    expect(wrongSettings({ ...right, ...workspace })).toEqual([]);
  });

  it('name what is missing beside what is wrong', () => {
    const { AzureWebJobsStorage__tableServiceUri: _, ...withoutTables } = right;
    const wrong = {
      AzureWebJobsStorage__blobServiceUri: 'account',
      AzureWebJobsStorage__clientId: tenantId(9),
    };

    expect(wrongSettings({ ...withoutTables, ...wrong }).sort()).toEqual([
      'AzureWebJobsStorage__blobServiceUri',
      'AzureWebJobsStorage__credential',
      'AzureWebJobsStorage__tableServiceUri',
    ]);
  });

  it.each(['account', 'AccountName=account', 'AccountName=;AccountKey=;'])(
    'refuse %s as a connection string, and keep it out of the message',
    (AzureWebJobsStorage) => {
      const read = () => readSettings({ ...required, AzureWebJobsStorage });

      expect(read).toThrow(/^AzureWebJobsStorage: must be a connection string of a storage account,[^=]*$/);
    },
  );

  it.each([
    ['both a connection string and addresses', { AzureWebJobsStorage: 'x' }, 'AzureWebJobsStorage'],
    [
      'a client id without its credential',
      { AzureWebJobsStorage__clientId: tenantId(9) },
      'AzureWebJobsStorage__credential',
    ],
    [
      'another credential than an identity',
      { AzureWebJobsStorage__credential: 'secret' },
      'AzureWebJobsStorage__credential',
    ],
  ])('refuse %s', (_what, settings, member) => {
    expect(wrongSettings({ ...right, ...settings })).toEqual([member]);
  });

  it.each(['0 0 * * * *', '*/30 * * * * *', '0 0 6-18/2 * * MON-FRI', '0 5,35 0 1 jan,jul *', '0 0 0 * * 0'])(
    'accept the schedule %s',
    (schedule) => {
      expect(wrongSettings({ ...right, SCAN_SCHEDULE: schedule })).toEqual([]);
    },
  );

  it.each([
    '0 * * * *',
    '60 * * * * *',
    '0 0 24 * * *',
    '0 0 0 0 * *',
    '0 0 0 * FOO *',
    '0 */0 * * * *',
    '0 9-5 * * * *',
    '01:00:00',
  ])('refuse the schedule %s', (schedule) => {
    expect(wrongSettings({ ...right, SCAN_SCHEDULE: schedule })).toEqual(['SCAN_SCHEDULE']);
  });
});
