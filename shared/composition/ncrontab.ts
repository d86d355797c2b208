/** Checks schedules as the host reads them, so that a wrong one stops the start with its reason. */

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names that stand for `from`, `from + 1` and so on. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'second', from: 0, to: 59 },
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day', from: 1, to: 31 },
  {
    name: 'month',
    from: 1,
    to: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', from: 0, to: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** What is wrong with a six-field NCRONTAB expression; undefined for a right one. */
export function ncrontabProblem(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== fields.length) {
    return 'must have the six fields {second} {minute} {hour} {day} {month} {day-of-week}, e.g. 0 0 * * * *';
  }
  const wrong = fields.filter((field, index) => !isField(parts[index] ?? '', field)).map(({ name }) => name);
  return wrong.length === 0 ? undefined : `cannot be read as a schedule: see its ${wrong.join(' and its ')}`;
}

function isField(text: string, field: Field): boolean {
  return text.split(',').every((item) => {
    const match = /^(?:\*|(\w+)(?:-(\w+))?)(?:\/(\d+))?$/.exec(item);
    if (match === null) return false;
    const [, first, last, step] = match;
    const bounds = [first, last]
      .filter((bound) => bound !== undefined)
      .map((bound) => numberIn(bound, field));
    return (
      bounds.every((value) => value >= field.from && value <= field.to) && step !== '0' && isAscending(bounds)
    );
  });
}

function numberIn(text: string, { from, names = [] }: Field): number {
  const position = names.indexOf(text.toLowerCase());
  if (position >= 0) return from + position;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

function isAscending([first = 0, last = first]: readonly number[]): boolean {
  return first <= last;
}
