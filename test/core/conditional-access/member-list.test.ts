import { describe, expect, it } from 'vitest';
import { readGuid } from '../../../shared/core/conditional-access/guid.ts';
import { PopulationBuilder } from '../../../shared/core/conditional-access/population.ts';
import { understandTenant } from '../../../shared/core/conditional-access/tenant-knowledge.ts';

const ids = Array.from({ length: 6 }, (_, at) => `0000000${at}-0000-4000-8000-00000000000${at}`);
const everybody = ids.slice(0, 5);

/** Two groups, the one nested in the other, whose members came apart from them, in several pieces. */
function tenantWith(nestedId: string, more: readonly object[] = []) {
  const builder = new PopulationBuilder();
  for (const id of everybody) builder.addUser({ id, accountEnabled: true });
  builder.addUsersAsMembers(1, guidsOf([0, 1]));
  builder.addMembers(1, [{ '@odata.type': '#microsoft.graph.group', id: nestedId }, ...more]);
  builder.addUsersAsMembers(1, guidsOf([2]));
  builder.addUsersAsMembers(2, guidsOf([3]));
  builder.addGroup({ id: 'outer', members: [] }, 1);
  builder.addGroup({ id: 'inner', members: [] }, 2);
  return { policies: [], population: builder.population({ users: true, groups: true }) };
}

function guidsOf(places: readonly number[]): Int32Array {
  const guids = new Int32Array(places.length * 4);
  for (const [at, place] of places.entries()) readGuid(ids[place] ?? '', guids, at * 4);
  return guids;
}

describe('Whether one user is in a group', () => {
  it.each([
    ['where the nested group is known', tenantWith('inner'), [], 4],
    ['where the nested group was not given', tenantWith('other'), ['other'], 3],
    ['where a member does not say what it is', tenantWith('inner', [{ id: ids[5] }]), ['outer'], 4],
  ])('is told as of all of them, %s', (_, tenant, unread, count) => {
    const directory = understandTenant(tenant, []).directory;
    const told = everybody.map((id) => directory.membership(directory.numbers.of(id), 'outer'));

    const { users, unread: unreadOfAll } = directory.groupMembers('outer');

    expect(unreadOfAll).toEqual(unread);
    expect(told).toEqual(
      everybody.map((id) => {
        const isMember = users.has(directory.numbers.of(id));
        return { isMember, unread: isMember ? [] : unread };
      }),
    );
    expect(told.filter(({ isMember }) => isMember).length).toBe(count);
  });
});
