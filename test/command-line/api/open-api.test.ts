import { expect, test } from 'vitest';
import { accessToken } from '../../../shared/command-line/api/access-token.ts';
import { readApiSettings } from '../../../shared/command-line/api/api-settings.ts';
import { openApi } from '../../../shared/command-line/api/open-api.ts';
import { InputError } from '../../../shared/core/errors.ts';

const place = { GATEPROOF_API_URL: 'https://gateproof.example.com/api' };
const registration = {
  GATEPROOF_TENANT_ID: '10000000-0000-4000-8000-000000000001',
  GATEPROOF_API_CLIENT_ID: '20000000-0000-4000-8000-000000000001',
};
const nobody = { isPresent: false, tell: () => {} };

test('the token of the environment is used as it is', async () => {
  const settings = readApiSettings({ ...place, GATEPROOF_ACCESS_TOKEN: 'the-token\n' });

  expect(await accessToken(settings, nobody)()).toBe('the-token');
});

test.each(['Bearer the-token', 'the\ntoken', 'tøken'])('%j is no token', (GATEPROOF_ACCESS_TOKEN) => {
  expect(() => readApiSettings({ ...place, GATEPROOF_ACCESS_TOKEN })).toThrow(
    'GATEPROOF_ACCESS_TOKEN: must be an access token',
  );
});

test('without a token the registration is wanted, and every variable that lacks is named', () => {
  expect(() => readApiSettings({ GATEPROOF_ACCESS_TOKEN: ' ' })).toThrow(
    'GATEPROOF_API_URL: is missing\nGATEPROOF_TENANT_ID: is missing\nGATEPROOF_API_CLIENT_ID: is missing',
  );
});

test('people sign in at Microsoft’s public cloud, unless told otherwise', () => {
  expect(readApiSettings({ ...place, ...registration })).toMatchObject({
    GATEPROOF_AUTHORITY_HOST: 'https://login.microsoftonline.com',
  });
});

test.each([
  ['https://gateproof.example.com/api', true],
  ['http://127.0.0.1:7071/api', true],
  ['http://localhost:7071/api', true],
  ['http://gateproof.example.com/api', false],
  ['http://localhost.example.com/api', false],
  ['gateproof', false],
])('a token may be sent to %s: %s', (url, allowed) => {
  const reading = () => readApiSettings({ GATEPROOF_API_URL: url, GATEPROOF_ACCESS_TOKEN: 't' });

  if (allowed) expect(reading()).toMatchObject({ GATEPROOF_API_URL: url });
  else expect(reading).toThrow(InputError);
});

test('where nobody is at a terminal, a token must be given', () => {
  expect(() => openApi({ ...place, ...registration }, nobody)).toThrow(
    'GATEPROOF_ACCESS_TOKEN: is missing, and nobody is at a terminal to sign in',
  );
});
