import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import registration from '../../docs/app-registration.json' with { type: 'json' };
import { everyOperation } from '../../functions/http/routes.ts';
import { appRoles } from '../../shared/application/app-roles.ts';
import { root } from './pages.ts';

const path = join(root, 'docs/api-roles.md');

/** Where they differ, `npx vitest run test/documentation/api-roles.test.ts --update` writes the page anew. */
test('The page on roles tells of every role and of every route what the app says of them', async () => {
  const page = readFileSync(path, 'utf8');

  const told = withTable(withTable(page, '## Roles', roles()), '## Routes', routes());

  await expect(told).toMatchFileSnapshot(path);
});

test('The registration of the API has the roles that the app knows, each with an id of its own', () => {
  expect(registration.appRoles.map(({ value }) => value)).toEqual(appRoles);
  expect(new Set(registration.appRoles.map(({ id }) => id)).size).toBe(appRoles.length);
  expect(registration.api.requestedAccessTokenVersion).toBe(2);
});

test('The registration lets nobody but an administrator consent to a program that asks as the person who uses it', () => {
  expect(registration.api.oauth2PermissionScopes.map(({ type }) => type)).toEqual(['Admin']);
});

function roles(): string[][] {
  const holders: Readonly<Record<string, string>> = { User: 'people', Application: 'applications' };
  const rows = registration.appRoles.map(({ value, description, allowedMemberTypes }) => [
    `\`${value}\``,
    description,
    allowedMemberTypes.map((type) => holders[type] ?? type).join(' and '),
  ]);
  return [['role', 'allows', 'may be held by'], ...rows];
}

function routes(): string[][] {
  const rows = everyOperation.map(({ method, path: below, role }) => [
    `\`${method} /api/${below}\``,
    role === 'none' ? 'none' : `\`${role}\``,
  ]);
  return [['route', 'role'], ...rows];
}

/** The page with the table below the heading replaced. */
function withTable(page: string, heading: string, rows: readonly (readonly string[])[]): string {
  const [before, after = ''] = page.split(`${heading}\n\n`);
  return `${before}${heading}\n\n${table(rows)}\n${after.replace(/^(\|.*\n)*/, '')}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const lines = rows.map((row) => widths.map((width, column) => (row[column] ?? '').padEnd(width)));
  const rule = widths.map((width) => '-'.repeat(width));
  const [head = [], ...body] = lines;
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
