import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { everyMethod, everyOperation } from '../../functions/http/routes.ts';
import { serving } from '../../functions/http/serving.ts';
import { tenantId } from '../application/examples.ts';
import { answerOf } from './answers.ts';
import { appUnderTest } from './app-under-test.ts';

const closed = everyOperation.filter(({ role }) => role !== 'none');
const someId = '40000000-0000-4000-8000-000000000001';

/** Ways to write an address that a router, or whoever stands before it, could take for another one. */
const spellings: readonly [string, (address: string) => string][] = [
  ['as it is', (address) => address],
  ['in capitals', (address) => address.toUpperCase()],
  ['with a slash at its end', (address) => `${address}/`],
  ['with double slashes', (address) => address.replaceAll('/', '//')],
  ['with encoded letters', (address) => address.replaceAll('e', '%65').replaceAll('s', '%73')],
  ['with encoded slashes', (address) => address.replaceAll('/', '%2F')],
  ['below an open one', (address) => `health/../${address}`],
  ['below an open one, encoded', (address) => `health/%2e%2e/${address}`],
  ['with the prefix twice', (address) => `api/${address}`],
  ['with a parameter of its path', (address) => `${address};role=admin`],
  ['with a null', (address) => `${address}%00`],
  ['with an extension', (address) => `${address}.json`],
  ['with the method and the role in its query', (address) => `${address}?_method=GET&role=admin`],
];

async function statusOf(method: string, address: string): Promise<number> {
  const url = `https://gateproof.example.com/api/${address}`;
  const { app } = appUnderTest();
  return (await answerOf(serving(everyOperation)(app), new HttpRequest({ method, url }))).status;
}

describe.each(spellings)('An address written %s', (_, spell) => {
  it('opens nothing to nobody, by any method', async () => {
    for (const { path } of closed) {
      const address = spell(path.replace('{tenantId}', tenantId(1)).replaceAll(/\{\w+\}/g, someId));
      for (const method of everyMethod) {
        const status = await statusOf(method, address);
        expect([401, 404, 405], `${method} ${address}`).toContain(status);
      }
    }
  });
});

it('HEAD asks for the same role as GET', async () => {
  for (const { method, path } of closed) {
    const address = path.replace('{tenantId}', tenantId(1)).replaceAll(/\{\w+\}/g, someId);
    expect(await statusOf('HEAD', address)).toBe(
      everyOperation.some((other) => other.path === path && other.method === 'GET') ? 401 : 405,
    );
    expect(await statusOf(method, address)).toBe(401);
  }
});
