import { describe, expect, test } from 'vitest';
import { clientAdvice, findClient } from '../../../shared/core/why/advice/client-advice.ts';
import { errorAdvice, findError } from '../../../shared/core/why/advice/error-advice.ts';
import { errorCodes } from '../../../shared/core/why/error-codes.ts';

const page = /^https:\/\/(learn\.microsoft\.com|code\.visualstudio\.com)\//;

describe('advice', () => {
  test('is there for every error that an explanation may end with', () => {
    const missing = Object.values(errorCodes).filter((code) => findError(String(code)) === undefined);
    expect(missing).toEqual([]);
  });

  test('says of each error once what to do, what not to do, and where that is written', () => {
    expect(new Set(errorAdvice.map(({ code }) => code)).size).toBe(errorAdvice.length);
    for (const { whatToDo, whatNotToDo, source } of errorAdvice) {
      expect(whatToDo).not.toEqual([]);
      expect(whatNotToDo).not.toEqual([]);
      expect(source).toMatch(page);
    }
  });

  test('gives each client ways that are not the device code flow, with commands and where they are written', () => {
    for (const { ways } of clientAdvice) {
      expect(ways).not.toEqual([]);
      for (const { kind, commands, source } of ways) {
        expect(commands.join(' ')).not.toMatch(/--use-device-code|-UseDevice|DeviceCodeCredential/);
        expect(
          kind === 'resourceAccount' || commands.every((command) => !/secret|password/i.test(command)),
        ).toBe(true);
        expect(source).toMatch(page);
      }
    }
  });

  test('tells clients apart by app id', () => {
    const appIds = clientAdvice.flatMap((client) => client.appIds);
    expect(new Set(appIds).size).toBe(appIds.length);
    expect(appIds).toEqual(appIds.map((id) => id.toLowerCase()));
  });

  test.each(['AzureCLI', 'azurecli', 'Azure CLI', 'azure-cli', '04B07795-8DDB-461A-BBEE-02F9E1BF7B46'])(
    'is found for the client %s',
    (name) => {
      expect(findClient(name)?.key).toBe('AzureCLI');
    },
  );

  test.each([
    ['53003', 53003],
    ['AADSTS53003', 53003],
    [' aadsts530036 ', 530036],
    ['5300', undefined],
    ['AADSTS', undefined],
    ['53003x', undefined],
  ])('of the error %s is that of %s', (text, code) => {
    expect(findError(text)?.code).toBe(code);
  });
});
