/**
 * Picks one value for something that nobody knows. Within one run the same name always has the same value:
 * an unknown is shared by all policies that name it.
 */
export type Choose = <Value>(name: string, values: readonly Value[]) => Value;

/** Picks true or false. */
export function suppose(choose: Choose, name: string): boolean {
  return choose(name, [false, true]);
}

interface Decision {
  readonly name: string;
  readonly count: number;
  taken: number;
}

/** Runs `evaluate` once for every combination of values of the unknowns that it asks for; yields every answer. */
export function* everyOutcome<Answer>(evaluate: (choose: Choose) => Answer): Generator<Answer> {
  const decisions: Decision[] = [];
  do {
    yield evaluate((name, values) => pick(decisions, name, values));
  } while (advance(decisions));
}

function pick<Value>(decisions: Decision[], name: string, values: readonly Value[]): Value {
  let decision = decisions.find((made) => made.name === name);
  if (decision === undefined) {
    decision = { name, count: values.length, taken: 0 };
    decisions.push(decision);
  }
  const [value] = values.slice(decision.taken, decision.taken + 1);
  if (value === undefined) throw new RangeError(`${name} was asked for with different values.`);
  return value;
}

/** The next combination, as an odometer counts: the last decision that has a value left moves on. */
function advance(decisions: Decision[]): boolean {
  for (let last = decisions.pop(); last !== undefined; last = decisions.pop()) {
    if (last.taken + 1 < last.count) {
      decisions.push({ ...last, taken: last.taken + 1 });
      return true;
    }
  }
  return false;
}
