import { describe, expect, test } from 'vitest';
import { allControls, findControls } from '../../../shared/core/controls/catalogue.ts';

const keysOf = (anyId: string) => findControls(anyId).map(({ key }) => key);

test('keys and ids of the benchmark are unique, and stand in its order', () => {
  const ids = allControls.map(({ id }) => id);

  expect(new Set(allControls.map(({ key }) => key)).size).toBe(allControls.length);
  expect(ids).toEqual([...new Set(ids)].toSorted());
});

describe.each(allControls)('$key', ({ key, id, crosswalk, ...control }) => {
  test('is found by its key, its id and every id elsewhere, whatever the case', () => {
    for (const anyId of [key, id, ...crosswalk.map((entry) => entry.id)]) {
      expect(keysOf(anyId)).toContain(key);
      expect(keysOf(` ${anyId.toUpperCase()} `)).toContain(key);
    }
  });

  test('has its id in the benchmark that it comes from', () => {
    expect(crosswalk).toContainEqual({ source: 'CIS Microsoft Azure Foundations v3.0.0', id });
  });

  test('says what it is about in full sentences', () => {
    for (const text of [control.rationale, control.remediation.summary]) expect(text).toMatch(/^[A-Z].*\.$/s);
    expect(control.title).toMatch(/^[A-Z].*[^.]$/);
    expect(control.gapMeans).toMatch(/^[a-z].*[^.]$/);
  });
});

test.each(allControls.flatMap(({ crosswalk }) => crosswalk))(
  'of $source, whatever $id is, no other source means something else by it',
  ({ source, id }) => {
    const sources = allControls
      .flatMap(({ crosswalk }) => crosswalk)
      .filter((entry) => entry.id === id)
      .map((entry) => entry.source.replace(/ v\d.*/, ''));

    expect(new Set(sources)).toEqual(new Set([source.replace(/ v\d.*/, '')]));
  },
);

test('only an id of NIST SP 800-53 belongs to several controls', () => {
  const shared = allControls
    .flatMap(({ crosswalk }) => crosswalk)
    .filter(({ id }) => findControls(id).length > 1);

  expect(keysOf('AC-2(1)')).toEqual(
    expect.arrayContaining(['trusted-locations-defined', 'device-code-flow-blocked']),
  );
  expect(new Set(shared.map(({ source }) => source))).toEqual(new Set(['NIST SP 800-53']));
});

test.each([['9.9.9'], [''], ['2.2'], ['v3.0.0']])('no control has the id %j', (anyId) => {
  expect(findControls(anyId)).toEqual([]);
});
