import { beforeEach, describe, expect, it } from 'vitest';
import { exceptionIdSchema, tenantIdSchema } from '../../shared/application/identifiers.ts';
import type { ExceptionRegister, KeptException } from '../../shared/application/ports/exception-register.ts';
import { InputError } from '../../shared/core/errors.ts';
import { asOf, confirm, reject, replace, withdraw } from '../../shared/core/exceptions/exception-life.ts';
import type { RegisteredException } from '../../shared/core/exceptions/registered-exception.ts';
import {
  ada,
  bo,
  byAda,
  byBo,
  confirmedEntry,
  exceptionId,
  groupException,
  proposedEntry,
  seenOf,
  userException,
} from '../core/exceptions/register-examples.ts';

const tenant = tenantIdSchema.parse(proposedEntry().tenantId);
const otherTenant = tenantIdSchema.parse('0a000000-0000-4000-8000-000000000002');
const today = '2026-11-02';
const firstPage = { size: 10 };
const idOf = (number: number) => exceptionIdSchema.parse(exceptionId(number));

/** What every register of exceptions does. `make` returns an empty one. */
export function describeExceptionRegister(name: string, make: () => Promise<ExceptionRegister>): void {
  describe(`the exception register ${name}`, () => {
    let register: ExceptionRegister;
    beforeEach(async () => {
      register = await make();
    });

    async function found(number: number): Promise<KeptException> {
      const kept = await register.find(tenant, idOf(number));
      if (kept === undefined) throw new Error(`Exception ${number} was not kept.`);
      return kept;
    }

    /** Keeps a proposal, and then what became of it. */
    async function keep(
      number: number,
      after?: (entry: ReturnType<typeof proposedEntry>) => RegisteredException,
    ) {
      const entry = proposedEntry({ number });
      await register.create(entry);
      if (after !== undefined) {
        expect(await register.change([{ found: await found(number), changed: after(entry) }])).toBe(true);
      }
    }

    const confirmIt = (entry: ReturnType<typeof proposedEntry>) => confirm(entry, seenOf(entry), byBo);

    it('finds nothing while nothing was proposed', async () => {
      expect(await register.find(tenant, idOf(1))).toBeUndefined();
      expect(await register.list(tenant, { today }, firstPage)).toEqual({ items: [] });
      expect(await register.openOrExpiredSince(tenant, today)).toEqual([]);
      expect(await register.history(tenant, idOf(1))).toEqual([]);
    });

    it.each([
      ['a group', proposedEntry()],
      ['a user', proposedEntry({ exception: userException })],
      [
        'some resources, as a renewal',
        proposedEntry({
          exception: { ...groupException, resources: ['Office365'] },
          replaces: exceptionId(7),
        }),
      ],
    ])('returns a proposal for %s as it was made', async (_whom, entry) => {
      expect(await register.create(entry)).toBe(true);

      expect((await found(1)).entry).toEqual(entry);
    });

    it('keeps an id to the one that came first', async () => {
      await keep(1);

      expect(await register.create({ ...proposedEntry(), contentHash: 'sha256:other' })).toBe(false);
      expect((await found(1)).entry).toEqual(proposedEntry());
    });

    it('keeps more members than a row has room for', async () => {
      const members = Array.from({ length: 20_000 }, (_, number) => exceptionId(number));
      const entry = proposedEntry({
        exception: { ...groupException, kind: 'group', membersAtApproval: members },
      });

      await register.create(entry);

      expect((await found(1)).entry).toEqual(entry);
      const { items } = await register.list(tenant, { today }, firstPage);
      expect(items).toMatchObject([{ memberCount: 20_000 }]);
    });

    it('keeps every step with who took it and why', async () => {
      await keep(1, confirmIt);
      const confirmed = await found(1);
      const changed = withdraw(
        confirmedEntry(),
        { by: ada, at: '2026-12-01T00:00:00.000Z' },
        'No longer needed',
      );
      await register.change([{ found: confirmed, changed }]);

      const { contentHash } = proposedEntry();
      expect(await register.history(tenant, idOf(1))).toEqual([
        { step: 'proposed', ...byAda, contentHash },
        { step: 'confirmed', ...byBo, contentHash },
        {
          step: 'withdrawn',
          by: ada,
          at: '2026-12-01T00:00:00.000Z',
          reason: 'No longer needed',
          contentHash,
        },
      ]);
      expect((await found(1)).entry).toEqual(changed);
    });

    it('lets one of several decisions at the same moment win, and nothing of the others stay', async () => {
      await keep(1);
      const kept = await found(1);
      const decisions = [
        confirmIt(proposedEntry()),
        reject(proposedEntry(), byBo),
        withdraw(proposedEntry(), byAda),
      ];

      const outcomes = await Promise.all(
        decisions.map((changed) => register.change([{ found: kept, changed }])),
      );

      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await found(1)).entry).toEqual(decisions[outcomes.indexOf(true)]);
      expect(await register.history(tenant, idOf(1))).toHaveLength(2);
    });

    it('writes a renewal and the end of what it replaces together, or neither', async () => {
      await keep(1, confirmIt);
      await register.create(proposedEntry({ number: 2, replaces: exceptionId(1) }));
      const [old, renewal] = [await found(1), await found(2)];
      const renewed = confirmedEntry({ number: 2, replaces: exceptionId(1) });
      const changes = [
        { found: renewal, changed: renewed },
        { found: old, changed: replace(confirmedEntry(), renewed) },
      ];
      await register.change([{ found: old, changed: withdraw(confirmedEntry(), byAda) }]);

      expect(await register.change(changes)).toBe(false);
      expect((await found(2)).entry.state.status).toBe('proposed');
      expect(await register.history(tenant, idOf(2))).toHaveLength(1);

      const asItIs = { found: await found(2), changed: renewed };
      expect(await register.change([asItIs])).toBe(true);
    });

    it('lists the latest proposals first, page by page', async () => {
      for (const number of [1, 2, 3]) {
        const at = `2026-11-0${number}T06:00:00.000Z`;
        await register.create(proposedEntry({ number, proposed: { ...byAda, at } }));
      }

      const first = await register.list(tenant, { today }, { size: 2 });
      const second = await register.list(tenant, { today }, { size: 2, continuation: first.continuation });

      expect(first.items.map(({ id }) => id)).toEqual([exceptionId(3), exceptionId(2)]);
      expect(second.items.map(({ id }) => id)).toEqual([exceptionId(1)]);
      expect(second.continuation).toBeUndefined();
    });

    it('lists without the members, which can be many', async () => {
      await keep(1, confirmIt);

      const { membersAtApproval: _, ...exception } = { membersAtApproval: [], ...groupException };
      const { displayNames, ...entry } = confirmedEntry();
      const names = { [exception.principalId]: 'Room accounts', [exception.owner]: 'Ada' };
      expect((await register.list(tenant, { today }, firstPage)).items).toEqual([
        { ...entry, exception, displayNames: names, memberCount: 2 },
      ]);
    });

    it.each([
      ['proposed', today, [1]],
      ['confirmed', today, [2]],
      ['ended', today, [3]],
      ['proposed', '2027-01-31', [1]],
      ['confirmed', '2027-02-01', []],
      ['ended', '2027-02-01', [1, 2, 3]],
    ] as const)('lists those that are %s on %s', async (status, day, numbers) => {
      await keep(1);
      await keep(2, confirmIt);
      await keep(3, (entry) => reject(entry, byBo));

      const { items } = await register.list(tenant, { status, today: day }, firstPage);

      expect(items.map(({ id }) => id).toSorted()).toEqual(numbers.map(exceptionId));
    });

    it.each([['bm90LW91cnM'], ['***']])('refuses the continuation %s', async (continuation) => {
      await keep(1);

      await expect(register.list(tenant, { today }, { size: 1, continuation })).rejects.toThrow(InputError);
    });

    it('tells a scan of those that are open, and of those that expired lately', async () => {
      const expire = (entry: RegisteredException) => asOf(entry, '2027-03-01T00:00:00.000Z');
      await keep(1);
      await keep(2, confirmIt);
      await keep(3, (entry) => withdraw(entry, byAda));
      await keep(4, (entry) => expire(confirmIt(entry)));

      const idsSince = async (day: string) =>
        (await register.openOrExpiredSince(tenant, day)).map(({ entry }) => entry.id).toSorted();

      expect(await idsSince('2027-01-31')).toEqual([1, 2, 4].map(exceptionId));
      expect(await idsSince('2027-02-01')).toEqual([1, 2].map(exceptionId));
    });

    it('keeps tenants apart', async () => {
      await keep(1);

      expect(await register.find(otherTenant, idOf(1))).toBeUndefined();
      expect(await register.list(otherTenant, { today }, firstPage)).toEqual({ items: [] });
      expect(await register.openOrExpiredSince(otherTenant, today)).toEqual([]);
      expect(await register.history(otherTenant, idOf(1))).toEqual([]);
      expect(
        await register.create(proposedEntry({ tenantId: otherTenant, proposed: { by: bo, at: byBo.at } })),
      ).toBe(true);
    });
  });
}
