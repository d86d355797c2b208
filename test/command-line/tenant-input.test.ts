import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTenantFile, readTenantFolder } from '../../shared/command-line/tenant-input.ts';
import { blockDeviceCode, namedLocation, passing, reportOnly } from './policies.ts';
import { temporaryFolder } from './temporary-folder.ts';

const list = (context: string, value: readonly unknown[], more = {}) => ({
  '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${context}`,
  value,
  ...more,
});
const cutPolicies = [{ kind: 'policies', why: 'the list was cut: it still carries an @odata.nextLink' }];

async function readFileWith(content: unknown) {
  const folder = await temporaryFolder({ 'tenant.json': content });
  return readTenantFile(join(folder, 'tenant.json'));
}

describe('a JSON file', () => {
  it.each<[string, unknown, unknown]>([
    [
      'a list response',
      list('identity/conditionalAccess/policies', [blockDeviceCode]),
      { policies: [blockDeviceCode] },
    ],
    ['a list response without a context', { value: [reportOnly, 7] }, { policies: [reportOnly, 7] }],
    [
      'a list response that was cut',
      { value: [reportOnly], '@odata.nextLink': 'https://graph.microsoft.com/next' },
      { policies: [reportOnly], unread: cutPolicies },
    ],
    [
      'a list response that was cut before its first policy',
      { value: [], '@odata.nextLink': 'https://graph.microsoft.com/next' },
      { policies: [], unread: cutPolicies },
    ],
    ['an array', [blockDeviceCode, reportOnly], { policies: [blockDeviceCode, reportOnly] }],
    ['an empty array', [], { policies: [] }],
    ['an array of something malformed', [7, {}], { policies: [7, {}] }],
    [
      'an array of what is left of a policy',
      [{ id: 'p', State: 'on' }],
      { policies: [{ id: 'p', State: 'on' }] },
    ],
    [
      'an array with a named location',
      [namedLocation, blockDeviceCode],
      { policies: [blockDeviceCode], namedLocations: [namedLocation] },
    ],
    ['one policy', blockDeviceCode, { policies: [blockDeviceCode] }],
    [
      'one policy with capital member names',
      { DisplayName: 'x', GrantControls: null, Conditions: {} },
      { policies: [{ DisplayName: 'x', GrantControls: null, Conditions: {} }] },
    ],
    ['a tenant export', { ...passing, '@odata.context': 'x' }, passing],
  ])('may be %s', async (_form, content, snapshot) => {
    expect((await readFileWith(content)).snapshot).toStrictEqual(snapshot);
  });

  it.each<[string, unknown, string]>([
    ['broken JSON', '{"policies": [', 'is not JSON'],
    ['nothing', '', 'is not JSON'],
    ['bytes that are no text', new Uint8Array([0x5b, 0xff, 0x5d]), 'is not text in UTF-8'],
    ['a number', 7, 'holds no Conditional Access policies'],
    ['an error of Graph', { error: { code: 'Forbidden' } }, 'holds no Conditional Access policies'],
    ['a list of users', list('users', [{ id: 'u' }]), 'holds no Conditional Access policies'],
    ['an array of users', [{ id: 'u', displayName: 'U' }], 'holds no Conditional Access policies'],
    ['pages that do not say of what', { value: [{ id: 's', userId: 'u' }] }, 'holds no Conditional Access'],
    ['a named location', namedLocation, 'holds named locations, but no policies'],
    ['an export whose user has no id', { policies: [], users: [{}] }, 'users[0].id: is missing'],
  ])('with %s is refused, and the file is named', async (_what, content, message) => {
    const folder = await temporaryFolder({ 'tenant.json': content });
    const path = join(folder, 'tenant.json');
    await expect(readTenantFile(path)).rejects.toThrow(`${path}: ${message}`);
  });

  it('may start with a byte order mark, or be in UTF-16 as Windows PowerShell writes it', async () => {
    const text = `\ufeff${JSON.stringify(passing)}`;
    expect((await readFileWith(text)).snapshot).toStrictEqual(passing);
    expect((await readFileWith(Buffer.from(text, 'utf16le'))).snapshot).toStrictEqual(passing);
  });

  it('is known by the hash of its bytes', async () => {
    const text = '{ "policies": [] }\r\n';
    const hash = createHash('sha256').update(text).digest('hex');
    expect((await readFileWith(text)).inputHash).toBe(`sha256:${hash}`);
  });
});

describe('a folder', () => {
  it('is one tenant: policies and named locations of all its JSON files, in the order of their paths', async () => {
    const third = { ...blockDeviceCode, id: 'third' };
    const folder = await temporaryFolder({
      'Policies/b/second.json': reportOnly,
      'Policies/a/first.JSON': list('identity/conditionalAccess/policies', [blockDeviceCode]),
      'z.json': [third, namedLocation],
      'NamedLocations/countries.json': { id: 'c', countriesAndRegions: ['SE'] },
      'Policies/readme.txt': 'no JSON',
      'Users/users.json': list('users', [{ id: 'u', state: 'enabled' }]),
      'settings.json': { conditions: [], '@odata.type': '#microsoft.graph.onTokenIssuanceStartListener' },
      'intune.json': { policies: [{ id: 'i', displayName: 'Not Conditional Access' }] },
      'other.json': { policies: 'a word' },
      'empty.json': [],
    });

    const { snapshot } = await readTenantFolder(folder);

    expect(snapshot).toStrictEqual({
      policies: [blockDeviceCode, reportOnly, third],
      namedLocations: [{ id: 'c', countriesAndRegions: ['SE'] }, namedLocation],
    });
  });

  it('names each member of its exports that is not known once, and refuses a slip', async () => {
    const files = {
      'a.json': { policies: [blockDeviceCode], tool: 1 },
      'b.json': { policies: [reportOnly], tool: 2, devices: [] },
    };
    const { snapshot } = await readTenantFolder(await temporaryFolder(files));
    expect(snapshot.passedOver).toEqual(['tool', 'devices']);

    const slip = await temporaryFolder({ ...files, 'c.json': { policies: [], namedLocation: [] } });
    await expect(readTenantFolder(slip)).rejects.toThrow(
      'c.json: namedLocation: is not known: did you mean "namedLocations"?',
    );
  });

  it('keeps what is malformed inside a list of policies', async () => {
    const folder = await temporaryFolder({
      'a.json': [blockDeviceCode, 7],
      'b.json': list('identity/conditionalAccess/policies', ['malformed']),
    });
    const { snapshot } = await readTenantFolder(folder);
    expect(snapshot.policies).toStrictEqual([blockDeviceCode, 7, 'malformed']);
  });

  it('says which lists were cut', async () => {
    const next = { '@odata.nextLink': 'https://graph.microsoft.com/next' };
    const folder = await temporaryFolder({
      'locations.json': list('identity/conditionalAccess/namedLocations', [namedLocation], next),
      'policies.json': list('identity/conditionalAccess/policies', [], next),
      'users.json': list('users', [{ id: 'u' }], next),
    });
    const { snapshot } = await readTenantFolder(folder);
    expect(snapshot.unread?.map(({ kind }) => kind)).toEqual(['namedLocations', 'policies']);
  });

  it('is known by the names and bytes of the files that were judged', async () => {
    const folder = await temporaryFolder({ 'a.json': blockDeviceCode, 'users.json': [{ id: 'u' }] });
    const hash = async () => (await readTenantFolder(folder)).inputHash;
    const before = await hash();

    await writeFile(join(folder, 'users.json'), '[]');
    expect(await hash()).toBe(before);

    await writeFile(join(folder, 'a.json'), JSON.stringify(reportOnly));
    expect(await hash()).not.toBe(before);
  });

  it('names the file in it that is broken', async () => {
    const folder = await temporaryFolder({ 'good.json': blockDeviceCode, 'sub/broken.json': '{' });
    const broken = join(folder, 'sub', 'broken.json');
    await expect(readTenantFolder(folder)).rejects.toThrow(`${broken}: is not JSON`);
  });

  it('without any Conditional Access content is a wrong input, not a tenant without policies', async () => {
    const folder = await temporaryFolder({ 'users.json': [{ id: 'u' }] });
    await expect(readTenantFolder(folder)).rejects.toThrow(`${folder}: holds no JSON file with Conditional`);
  });

  it('with exports of two tenants is refused', async () => {
    const folder = await temporaryFolder({ 'a.json': passing, 'b.json': { ...passing, tenantId: 'other' } });
    await expect(readTenantFolder(folder)).rejects.toThrow('holds more than one tenant: passing and other');
  });
});
