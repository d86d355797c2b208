import { beforeEach, describe, expect, it } from 'vitest';
import { exceptionsOfScan } from '../../../shared/application/exceptions/exceptions-of-scan.ts';
import { exceptionIdSchema, tenantIdSchema } from '../../../shared/application/identifiers.ts';
import { replace, withdraw } from '../../../shared/core/exceptions/exception-life.ts';
import type { Proposed, RegisteredException } from '../../../shared/core/exceptions/registered-exception.ts';
import {
  byAda,
  confirmedEntry,
  type EntryParts,
  exceptionId,
  groupException,
  proposedEntry,
} from '../../core/exceptions/register-examples.ts';
import { InMemoryExceptionRegister } from '../in-memory/in-memory-exception-register.ts';

const tenant = tenantIdSchema.parse(proposedEntry().tenantId);
const duringIt = '2026-11-10T06:00:00.000Z';
const dayAfter = '2027-02-01T06:00:00.000Z';

let register: InMemoryExceptionRegister;
beforeEach(() => {
  register = new InMemoryExceptionRegister();
});

async function keep(
  parts: EntryParts,
  ...steps: readonly ((entry: RegisteredException<Proposed>) => RegisteredException)[]
) {
  const entry = proposedEntry(parts);
  await register.create(entry);
  for (const step of steps) {
    const found = await register.find(tenant, exceptionIdSchema.parse(entry.id));
    if (found === undefined) throw new Error('The exception was not kept.');
    await register.change([{ found, changed: step(entry) }]);
  }
}

const confirmed = (parts: EntryParts) => () => confirmedEntry(parts);
const keysAt = async (at: string) =>
  (await exceptionsOfScan(register, tenant, at)).notifications.map(({ key }) => key);

describe('What a scan takes from the register', () => {
  it('is what was confirmed, with its id', async () => {
    await keep({ number: 1 }, confirmed({ number: 1 }));
    await keep({ number: 2 });
    await keep({ number: 3 }, confirmed({ number: 3 }), () => withdraw(confirmedEntry({ number: 3 }), byAda));

    const { exceptions, ids } = await exceptionsOfScan(register, tenant, duringIt);

    expect({ exceptions, ids }).toEqual({ exceptions: [groupException], ids: [exceptionId(1)] });
  });

  it('is nothing of another tenant', async () => {
    await keep({ number: 1 }, confirmed({ number: 1 }));
    const other = tenantIdSchema.parse('0a000000-0000-4000-8000-000000000002');

    expect(await exceptionsOfScan(register, other, duringIt)).toEqual({
      exceptions: [],
      ids: [],
      notifications: [],
    });
  });

  it.each([
    ['on the day after its last one', '2027-02-01T00:00:00.000Z', 1],
    ['30 days later', '2027-03-02T06:00:00.000Z', 1],
    ['31 days later', '2027-03-03T06:00:00.000Z', 0],
  ])('is an expired one for a while, so that findings tell of it: %s', async (_when, at, count) => {
    await keep({ number: 1 }, confirmed({ number: 1 }));
    await exceptionsOfScan(register, tenant, '2027-02-01T00:00:00.000Z');

    expect((await exceptionsOfScan(register, tenant, at)).exceptions).toHaveLength(count);
  });

  it('is no proposal that expired, and no exception that was renewed after it had', async () => {
    const renewal = {
      number: 2,
      replaces: exceptionId(1),
      exception: { ...groupException, expiresOn: '2027-06-30' },
    };
    await keep({ number: 1 }, confirmed({ number: 1 }));
    await keep(renewal, confirmed(renewal));
    await keep({ number: 3 });

    const { ids } = await exceptionsOfScan(register, tenant, dayAfter);

    expect(ids).toEqual([exceptionId(2)]);
    expect(await keysAt(dayAfter)).toEqual([]);
  });

  it('is recorded as ended when its last day is over, once', async () => {
    await keep({ number: 1 }, confirmed({ number: 1 }));

    await exceptionsOfScan(register, tenant, dayAfter);
    await exceptionsOfScan(register, tenant, dayAfter);

    const steps = await register.history(tenant, exceptionIdSchema.parse(exceptionId(1)));
    expect(steps.map(({ step }) => step)).toEqual(['proposed', 'confirmed', 'expired']);
  });
});

describe('What a scan tells people of exceptions', () => {
  const id = exceptionId(1);

  it.each([
    ['31 days before', '2026-12-31T23:59:59.000Z', []],
    ['30 days before', '2027-01-01T00:00:00.000Z', [`exceptionExpiring|${id}|30`]],
    ['8 days before', '2027-01-23T06:00:00.000Z', [`exceptionExpiring|${id}|30`]],
    ['7 days before', '2027-01-24T06:00:00.000Z', [`exceptionExpiring|${id}|7`]],
    ['1 day before', '2027-01-30T06:00:00.000Z', [`exceptionExpiring|${id}|1`]],
    ['on the last day', '2027-01-31T23:59:59.000Z', [`exceptionExpiring|${id}|1`]],
    ['after it', dayAfter, [`exceptionExpired|${id}`]],
  ])('%s it ends', async (_when, at, keys) => {
    await keep({ number: 1 }, confirmed({ number: 1 }));

    expect(await keysAt(at)).toEqual(keys);
  });

  it('asks again for a proposal that still waits, under the same key', async () => {
    await keep({ number: 1 });

    expect(await keysAt(duringIt)).toEqual([`exceptionProposed|${id}`]);
  });

  it('says who and until when in plain words', async () => {
    await keep({ number: 1 }, confirmed({ number: 1 }));

    const { notifications } = await exceptionsOfScan(register, tenant, '2027-01-30T06:00:00.000Z');

    expect(notifications).toMatchObject([
      {
        kind: 'exceptionExpiring',
        audience: 'everyone',
        tenantId: tenant,
        title: 'The exception for the group Room accounts ends in 1 day',
        text:
          'It holds for 2.2.3 through 2027-01-31 (CHG-1, owner Ada). ' +
          'Propose a renewal, or end the need for it.',
        path: `/api/exceptions/${tenant}/${id}`,
      },
    ]);
  });

  it('is one line, whatever a group is called', async () => {
    const entry = proposedEntry();
    const displayNames = { ...entry.displayNames, [groupException.principalId]: 'Room\n\u202eaccounts' };
    await register.create({ ...entry, displayNames });

    const { notifications } = await exceptionsOfScan(register, tenant, duringIt);

    expect(notifications[0]?.title).toBe('An exception for the group Room accounts is proposed');
  });

  it('is nothing of one that was replaced or withdrawn', async () => {
    const renewal = confirmedEntry({ number: 2, replaces: id });
    await keep({ number: 1 }, confirmed({ number: 1 }), () =>
      replace(confirmedEntry({ number: 1 }), renewal),
    );

    expect(await keysAt('2027-01-30T06:00:00.000Z')).toEqual([]);
  });
});
