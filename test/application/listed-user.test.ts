import { describe, expect, it } from 'vitest';
import { csvHeader, csvLine, type ListedUser, ndjsonLine } from '../../shared/application/listed-user.ts';
import { exceptedUsers, usersInGaps } from '../../shared/application/listed-users.ts';
import { inPieces } from '../../shared/application/text-pieces.ts';
import { judgeStepwise } from '../../shared/core/judge-tenant.ts';
import { graphPolicy, graphUser } from '../core/example-tenant.ts';
import { directory, today } from '../core/judge-tenant/judgement.ts';

const anna: ListedUser = {
  control: 'device-code-flow-blocked',
  gap: 2,
  description: 'Anna can use the device code flow.',
  id: 'a1',
  displayName: 'Anna',
  userPrincipalName: 'anna@example.com',
};

/** The cell of the display name, as it stands in the line. */
function nameCell(displayName: string): string {
  const line = csvLine({ ...anna, displayName });
  return line.slice(line.indexOf('a1,') + 3, line.lastIndexOf(',anna@example.com\r\n'));
}

describe('a line of CSV', () => {
  it('holds a cell for each name of the header, and ends in CRLF', () => {
    expect(csvHeader + csvLine(anna)).toBe(
      'control,gap,description,id,displayName,userPrincipalName\r\n' +
        'device-code-flow-blocked,2,Anna can use the device code flow.,a1,Anna,anna@example.com\r\n',
    );
  });

  it('leaves the cell of what is not known empty', () => {
    expect(csvLine({ ...anna, userPrincipalName: null })).toMatch(/,Anna,\r\n$/);
  });

  it.each([
    ['a comma', 'Ng, Anna', '"Ng, Anna"'],
    ['a quote', 'Anna "Ann" Ng', '"Anna ""Ann"" Ng"'],
    ['a line feed', 'Anna\nNg', '"Anna\nNg"'],
    ['a carriage return', 'Anna\rNg', '"Anna\rNg"'],
    ['nothing of these', "Änne O'Hara; 安娜", "Änne O'Hara; 安娜"],
  ])('quotes a cell with %s as RFC 4180 says', (_what, name, cell) => {
    expect(nameCell(name)).toBe(cell);
  });

  it.each(['=', '+', '-', '@', '\t', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
    'does not let a spreadsheet take a text for a formula that begins with %j',
    (sign) => {
      expect(nameCell(`${sign}cmd|'/c calc'!A1`)).toBe(`'${sign}cmd|'/c calc'!A1`);
      expect(nameCell(`Anna ${sign} 1`)).toBe(`Anna ${sign} 1`);
    },
  );

  it('quotes and defuses a formula that holds a comma', () => {
    expect(nameCell('=HYPERLINK("x","y")')).toBe(`"'=HYPERLINK(""x"",""y"")"`);
  });
});

it('a line of NDJSON is the user as it is', () => {
  const user = { ...anna, displayName: '=1+1\n', userPrincipalName: null };
  const line = ndjsonLine(user);

  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toEqual(user);
});

describe('lines in pieces', () => {
  it('are whole and in their order, many to a piece', () => {
    const lines = Array.from({ length: 5_000 }, (_, number) => `${'x'.repeat(50)}${number}\n`);

    const pieces = [...inPieces(lines)];

    expect(pieces.join('')).toBe(lines.join(''));
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
  });

  it('are made no sooner than they are read', () => {
    let made = 0;
    function* lines() {
      for (; made < 1_000_000; made += 1) yield 'x'.repeat(100);
    }

    inPieces(lines()).next();

    expect(made).toBeLessThan(1_000);
  });
});

describe('the users of a judged control', () => {
  const policies = [graphPolicy({ users: { includeUsers: ['All'], excludeUsers: ['ann', 'cem'] } })];
  const users = [graphUser('ann', { userPrincipalName: 'ann@example.com' }), graphUser('cem')];
  const options = { at: today, controls: ['device-code-flow-blocked'], emergencyAccess: ['cem'] };
  const [judged] = judgeStepwise({ ...directory, users, policies }, options).controls;
  if (judged === undefined) throw new Error('Nothing was decided.');

  it('come with the control, the number and the sentence of their gap', () => {
    expect([...usersInGaps(judged)]).toEqual([
      {
        control: 'device-code-flow-blocked',
        gap: 1,
        description:
          'User ann can use the device code flow for any app, from anywhere, because "Block device code flow" excludes this user.',
        id: 'ann',
        displayName: 'User ann',
        userPrincipalName: 'ann@example.com',
      },
    ]);
  });

  it('do not hold those who are excepted, who are listed by themselves', () => {
    expect([...exceptedUsers(judged)]).toMatchObject([
      { gap: 1, id: 'cem', description: 'User cem can use the device code flow for any app, from anywhere.' },
    ]);
  });
});
