import { gapUsersSchema } from '../../functions/http/schemas/gap-users.ts';
import { controlRecordSchema } from '../../functions/http/schemas/results.ts';
import type { ControlResult } from '../../shared/core/controls/control-result.ts';
import type { Answer } from '../functions/answers.ts';

/** One control of one scan, as a caller reads it over HTTP. */
export interface DecidedControl {
  readonly control: ControlResult;
  readonly scanId: string;
  readonly scannedAt: string;
  /** Everybody in a gap. */
  readonly usersInGap: ReadonlySet<string>;
}

/** Asks below the results of one tenant. */
export type Ask = (path: string) => Promise<Answer>;

/** Throws where the newest result is not of that scan. */
export async function decidedControl(ask: Ask, scanId: string, id: string): Promise<DecidedControl> {
  const record = controlRecordSchema.parse(jsonOf(await ask(`controls/${id}`)));
  if (record.scanId !== scanId) throw new Error(`The newest scan is ${record.scanId}, not ${scanId}.`);
  const { result: control, scannedAt } = record;
  const usersInGap = new Set<string>();
  for (const place of control.gaps.keys()) {
    for (const user of await usersAmong(ask, { scanId, id }, 'gaps', place)) usersInGap.add(user);
  }
  return { control, scanId, scannedAt, usersInGap };
}

/** Everybody in the gap at that place of the result, counted from 0, or in an excepted one. */
export async function usersAmong(
  ask: Ask,
  { scanId, id }: { readonly scanId: string; readonly id: string },
  list: 'gaps' | 'excepted',
  place: number,
): Promise<ReadonlySet<string>> {
  const answer = await ask(`controls/${id}/${list}/${place + 1}/users?scanId=${scanId}`);
  const { users } = gapUsersSchema.parse(jsonOf(answer));
  return new Set(users.map((user) => user.id));
}

function jsonOf({ status, json, log }: Answer): unknown {
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(json())} ${log.join('\n')}`);
  return json();
}
