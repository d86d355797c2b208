import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import type { UsersOfGap } from '../../shared/application/gap-users.ts';
import { streamedAnswer } from './cacheable-answer.ts';
import { type Format, wantedFormat } from './wanted-format.ts';

/** Everybody in a gap, as a stream of JSON or, where the query or Accept asks for it, CSV. */
export async function usersAnswer(
  request: HttpRequest,
  format: Format | undefined,
  users: UsersOfGap,
): Promise<HttpResponseInit> {
  const wanted = wantedFormat(request, format);
  const content = `${wanted} ${users.scanId} ${users.gap} ${users.description} ${users.list}`;
  if (wanted === 'json') {
    return streamedAnswer(request, content, jsonOf(users), { 'content-type': 'application/json' });
  }
  return streamedAnswer(request, content, csvOf(users), {
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': `attachment; filename="${users.control}-${users.gap}.csv"`,
  });
}

/** One user a line. */
async function* jsonOf({ list: _, users, ...gap }: UsersOfGap): AsyncGenerator<string> {
  yield `${JSON.stringify(gap).slice(0, -1)},"users":[`;
  let separator = '\n';
  for await (const batch of users) {
    if (batch.length === 0) continue;
    yield separator + batch.map((user) => JSON.stringify(user)).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

async function* csvOf({ control, gap, description, users }: UsersOfGap): AsyncGenerator<string> {
  const { csvHeader, csvLine } = await import('../../shared/application/listed-user.ts');
  yield csvHeader;
  for await (const batch of users) {
    yield batch.map((user) => csvLine({ control, gap, description, ...user })).join('');
  }
}
