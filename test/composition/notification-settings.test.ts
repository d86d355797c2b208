import { describe, expect, it } from 'vitest';
import { parseNotificationSettings } from '../../shared/composition/notification-settings.ts';

const site = { WEBSITE_HOSTNAME: 'gateproof.azurewebsites.net' };
const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;

function settings(given: Record<string, string>) {
  const parsed = parseNotificationSettings(given);
  if ('problems' in parsed) throw new Error(parsed.problems.map(({ member }) => member).join());
  return parsed.data;
}

function problems(given: Record<string, string>) {
  const parsed = parseNotificationSettings(given);
  return 'problems' in parsed ? parsed.problems : [];
}

const named = (given: Record<string, string>) => problems(given).map(({ member }) => member);

describe('The settings of notifications', () => {
  it('notify nobody unless they say so, whatever else stands there', () => {
    expect(settings({})).toEqual({ channels: [], level: 'info', siteUrl: '' });
    expect(settings({ TEAMS_WEBHOOK_URL: 'nonsense' }).channels).toEqual([]);
  });

  it('read every channel', () => {
    const given = {
      ...site,
      NOTIFIER: ' Teams, slack,email , webhook,teams',
      NOTIFICATION_LEVEL: 'error',
      TEAMS_WEBHOOK_URL: 'https://teams.example.com/1',
      SLACK_WEBHOOK_URL: 'https://slack.example.com/1',
      SLACK_APPROVERS_WEBHOOK_URL: 'https://slack.example.com/2',
      EMAIL_ENDPOINT: 'https://contoso.communication.azure.com',
      EMAIL_FROM: 'gateproof@example.com',
      EMAIL_TO: 'all@example.com',
      APPROVERS: 'one@example.com, two@example.com',
      WEBHOOK_URL: 'https://hook.example.com',
      WEBHOOK_SECRET: secret,
    };

    expect(settings(given)).toEqual({
      channels: ['teams', 'slack', 'email', 'webhook'],
      level: 'error',
      siteUrl: 'https://gateproof.azurewebsites.net',
      teams: { everyone: 'https://teams.example.com/1', approvers: 'https://teams.example.com/1' },
      slack: { everyone: 'https://slack.example.com/1', approvers: 'https://slack.example.com/2' },
      email: {
        endpoint: 'https://contoso.communication.azure.com',
        from: 'gateproof@example.com',
        to: { everyone: ['all@example.com'], approvers: ['one@example.com', 'two@example.com'] },
      },
      webhook: { url: 'https://hook.example.com', secret },
    });
  });

  it('ask those who are told where nobody is named to decide', () => {
    const email = {
      EMAIL_ENDPOINT: 'https://contoso.communication.azure.com',
      EMAIL_FROM: 'gateproof@example.com',
      EMAIL_TO: 'all@example.com',
    };

    expect(settings({ ...site, NOTIFIER: 'email', ...email }).email?.to.approvers).toEqual([
      'all@example.com',
    ]);
  });

  it('put the address of the site before the host name, without a slash at the end', () => {
    const given = { ...site, SITE_URL: 'https://ca.example.com/gateproof/' };
    const webhook = { NOTIFIER: 'webhook', WEBHOOK_URL: 'https://hook.example.com', WEBHOOK_SECRET: secret };

    expect(settings({ ...given, ...webhook }).siteUrl).toBe('https://ca.example.com/gateproof');
    expect(settings({ WEBSITE_HOSTNAME: 'localhost:7071', ...webhook }).siteUrl).toBe(
      'http://localhost:7071',
    );
  });

  it('name all that is missing', () => {
    expect(named({ NOTIFIER: 'teams,slack,email,webhook' })).toEqual([
      'SITE_URL',
      'TEAMS_WEBHOOK_URL',
      'SLACK_WEBHOOK_URL',
      'EMAIL_ENDPOINT',
      'EMAIL_FROM',
      'EMAIL_TO',
      'WEBHOOK_URL',
      'WEBHOOK_SECRET',
    ]);
  });

  it('name what is missing beside what is wrong', () => {
    const given = { NOTIFIER: 'pager,slack', NOTIFICATION_LEVEL: 'warn' };

    expect(named(given)).toEqual(['NOTIFIER[0]', 'NOTIFICATION_LEVEL', 'SITE_URL', 'SLACK_WEBHOOK_URL']);
  });

  it.each([
    ['NOTIFIER[1]', { NOTIFIER: 'teams,pager', TEAMS_WEBHOOK_URL: 'https://teams.example.com/1' }],
    ['NOTIFICATION_LEVEL', { NOTIFICATION_LEVEL: 'warn' }],
    ['TEAMS_WEBHOOK_URL', { NOTIFIER: 'teams', TEAMS_WEBHOOK_URL: 'http://teams.example.com/token' }],
    [
      'APPROVERS',
      { NOTIFIER: 'slack', SLACK_WEBHOOK_URL: 'https://slack.example.com', APPROVERS: 'a@example.com' },
    ],
  ])('refuse a wrong %s', (member, given) => {
    expect(named({ ...site, ...given })).toEqual([member]);
  });

  it.each([
    ['no secret at all', 'hunter2'],
    ['one that is too short', `whsec_${Buffer.alloc(8).toString('base64')}`],
    ['one that is no base64', `${secret}%`],
  ])('refuse as a secret to sign with %s, without repeating it', (_what, WEBHOOK_SECRET) => {
    const given = { ...site, NOTIFIER: 'webhook', WEBHOOK_URL: 'https://hook.example.com', WEBHOOK_SECRET };

    expect(problems(given)).toEqual([
      { member: 'WEBHOOK_SECRET', message: 'must be whsec_ and the base64 of 24 to 64 bytes' },
    ]);
  });

  it('say of a Key Vault reference that was not followed what to do', () => {
    const reference = '@Microsoft.KeyVault(SecretUri=https://vault.example.com/secrets/teams)';

    expect(problems({ ...site, NOTIFIER: 'teams', TEAMS_WEBHOOK_URL: reference })).toEqual([
      { member: 'TEAMS_WEBHOOK_URL', message: expect.stringContaining('Key Vault Secrets User') },
    ]);
  });
});
