import { beforeEach, describe, expect, it } from 'vitest';
import { type TenantId, tenantIdSchema } from '../../shared/application/identifiers.ts';
import type { PolicyWriter } from '../../shared/application/ports/policy-writer.ts';
import { ConflictError } from '../../shared/core/errors.ts';
import { memberAt } from '../../shared/core/remediation/wire-members.ts';

export interface WriterUnderTest {
  readonly writer: PolicyWriter;
  readonly tenantId: TenantId;
}

const body = {
  displayName: 'Block it [mark:one]',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    applications: { includeApplications: ['All'], excludeApplications: [] },
    users: {
      includeUsers: ['All'],
      excludeUsers: ['10000000-0000-4000-8000-000000000001'],
      excludeGroups: [],
    },
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};
const unknownId = '5a000000-0000-4000-8000-00000000dead';

/** What every policy writer does. `make`: a tenant without a policy whose name holds the mark. */
export function describePolicyWriter(make: () => WriterUnderTest | Promise<WriterUnderTest>): void {
  describe('A policy writer', () => {
    let writer: PolicyWriter;
    let tenantId: TenantId;
    beforeEach(async () => {
      ({ writer, tenantId } = await make());
    });
    const created = async (changes: Readonly<Record<string, unknown>> = {}) =>
      String((await writer.create(tenantId, { ...body, ...changes }))['id']);

    it('creates a policy, and answers it with its id', async () => {
      const policy = await writer.create(tenantId, body);

      expect(policy).toMatchObject(body);
      expect(policy).toEqual(await writer.read(tenantId, String(policy['id'])));
    });

    it('knows of a policy that there is not', async () => {
      expect(await writer.read(tenantId, unknownId)).toBeUndefined();
    });

    it('finds the policies whose name holds the text, in any case', async () => {
      const id = await created({ displayName: 'Another [Mark:two]' });

      const found = await writer.named(tenantId, '[mark:TWO]');

      expect(found.map((policy) => policy['id'])).toEqual([id]);
      expect(await writer.named(tenantId, '[mark:three]')).toEqual([]);
    });

    it('changes the members that it is given, and no others', async () => {
      const id = await created();
      const users = { ...body.conditions.users, excludeGroups: ['20000000-0000-4000-8000-000000000001'] };

      await writer.change(tenantId, id, { state: 'disabled', conditions: { users } });

      const changed = await writer.read(tenantId, id);
      expect(changed).toMatchObject({
        ...body,
        state: 'disabled',
        conditions: { ...body.conditions, users },
      });
    });

    it('never sends the id, the times and the annotations that a policy was read with', async () => {
      const read = { id: unknownId, createdDateTime: '2020-01-01T00:00:00Z', '@odata.context': 'x' };
      const id = await created(read);

      await writer.change(tenantId, id, { ...read, state: 'disabled' });

      const changed = (await writer.read(tenantId, id)) ?? {};
      expect(id).not.toBe(unknownId);
      expect(memberAt(changed, 'createdDateTime')).not.toBe(read.createdDateTime);
      expect(memberAt(changed, 'state')).toBe('disabled');
      expect(await writer.read(tenantId, unknownId)).toBeUndefined();
    });

    it('tells that a creation is refused', async () => {
      const creation = writer.create(tenantId, { ...body, displayName: '[mark:refused]', state: 'perhaps' });

      await expect(creation).rejects.toThrow(ConflictError);
      expect(await writer.named(tenantId, '[mark:refused]')).toEqual([]);
    });

    it('tells that a change is refused, also of a policy that there is not', async () => {
      const id = await created();

      await expect(writer.change(tenantId, id, { state: 'perhaps' })).rejects.toThrow(ConflictError);
      await expect(writer.change(tenantId, unknownId, { state: 'disabled' })).rejects.toThrow(ConflictError);
      expect(await writer.read(tenantId, id)).toMatchObject(body);
    });
  });
}

export const anyTenant = tenantIdSchema.parse('7a000000-0000-4000-8000-000000000001');
