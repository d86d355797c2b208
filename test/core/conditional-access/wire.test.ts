import { describe, expect, test } from 'vitest';
import {
  canonicalText,
  flagsMember,
  isEmpty,
  objectMember,
  stringsMember,
  unknownMembers,
  WrongType,
  wireObject,
} from '../../../shared/core/conditional-access/wire.ts';

describe('A member of the wire form', () => {
  test('is found whatever the case of its name', () => {
    expect(stringsMember(wireObject({ INCLUDEUsers: ['All'] }), 'includeUsers')).toEqual(['All']);
  });

  test.each(['@odata.type', 'members@odata.nextLink', '#microsoft.graph.restore'])(
    'is not known when it is the annotation %s',
    (name) => {
      expect([...wireObject({ [name]: 'x' })]).toEqual([]);
    },
  );

  test.each([
    ['null', null],
    ['an empty string', ''],
    ['an empty list', []],
    ['an empty object', {}],
    [
      'an object with nothing but empty members and annotations',
      { a: null, b: [], c: {}, '@odata.type': 'x' },
    ],
  ])('says nothing when it is %s', (_, value) => {
    expect(isEmpty(value)).toBe(true);
    expect(unknownMembers(wireObject({ strange: value }), new Set())).toEqual([]);
  });

  test.each([
    ['false', false],
    ['zero', 0],
    ['a blank', ' '],
    ['a list', [null]],
    ['a nested value', { a: { b: 0 } }],
  ])('says something when it is %s', (_, value) => {
    expect(unknownMembers(wireObject({ Strange: value }), new Set())).toEqual([{ name: 'Strange', value }]);
  });
});

describe('An object inside a policy', () => {
  test.each([
    ['absent', {}],
    ['null', { users: null }],
    ['an empty list, as some exports write it', { users: [] }],
  ])('is no object when it is %s', (_, wire) => {
    expect(objectMember(wireObject(wire), 'users')).toBeUndefined();
  });

  test.each(['text', 5, true, [[]], ['All']])('is of a wrong type when it is %j', (users) => {
    expect(() => objectMember(wireObject({ users }), 'users')).toThrow(WrongType);
  });
});

describe('A list of strings', () => {
  test('loses surrounding blanks', () => {
    expect(stringsMember(wireObject({ list: [' All '] }), 'list')).toEqual(['All']);
  });

  test.each(['All', {}, [1], [null], [['All']]])('is of a wrong type when it is %j', (list) => {
    expect(() => stringsMember(wireObject({ list }), 'list')).toThrow(WrongType);
  });
});

describe('Flags', () => {
  test.each([
    ['one string in any order', 'authenticationTransfer,deviceCodeFlow'],
    ['blanks after the commas', 'authenticationTransfer, deviceCodeFlow'],
    ['any case', 'AUTHENTICATIONTransfer,DeviceCodeFLOW'],
    ['empty parts', ',authenticationTransfer,,deviceCodeFlow, '],
    ['a list', ['authenticationTransfer', 'deviceCodeFlow']],
  ])('are read from %s', (_, flags) => {
    expect(flagsMember(wireObject({ flags }), 'flags')).toEqual(['authenticationtransfer', 'devicecodeflow']);
  });

  test.each([[undefined], [null], [''], [[]]])('are none when the member is %j', (flags) => {
    expect(flagsMember(wireObject({ flags }), 'flags')).toEqual([]);
  });
});

test.each([
  ['lists', '['.repeat(50_000) + ']'.repeat(50_000)],
  ['objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
])('%s nested without end are of a wrong type', (_, text) => {
  expect(() => canonicalText(JSON.parse(text))).toThrow(WrongType);
});

describe('The text by which two unknowns are the same', () => {
  test('does not depend on the order or case of members, nor on empty ones and annotations', () => {
    expect(canonicalText({ b: [1, 'x'], a: { c: true, d: null }, '@odata.type': 'y' })).toBe(
      canonicalText({ A: { c: true }, B: [1, 'x'], e: [] }),
    );
  });

  test('depends on every value and on the order of a list', () => {
    expect(canonicalText({ a: ['x', 'y'] })).not.toBe(canonicalText({ a: ['y', 'x'] }));
    expect(canonicalText({ a: '1' })).not.toBe(canonicalText({ a: 1 }));
  });
});
