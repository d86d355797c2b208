/** Attributes by their names in lower case. */
export type DeviceAttributes = Readonly<Record<string, unknown>>;

/** A device as filters see it; null: unregistered, so that every attribute is null. */
export type Device = DeviceAttributes | null;

/** One comparison of a rule, everything in lower case. */
export interface Comparison {
  readonly attribute: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface DeviceRule {
  readonly comparisons: readonly Comparison[];
  readonly matches: (device: Device) => boolean;
}

/** Null: the rule is not understood. */
export function readDeviceRule(text: string): DeviceRule | null {
  const rule = known.get(text) ?? parsed(text);
  known.set(text, rule);
  return rule === 'notUnderstood' ? null : rule;
}

const known = new Map<string, DeviceRule | 'notUnderstood'>();

function parsed(text: string): DeviceRule | 'notUnderstood' {
  const tokens = text.match(/\(|\)|\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s()]+/g) ?? [];
  const parser = new RuleParser(tokens);
  const matches = parser.either();
  return matches === null || !parser.isAtEnd()
    ? 'notUnderstood'
    : { comparisons: parser.comparisons, matches };
}

/** Does the comparison hold of the device? An attribute without a value is equal to nothing and contains nothing. */
export function holds({ attribute, operator, values }: Comparison, device: Device): boolean {
  const test = POSITIVE[operator.replace(/^-not/, '-').replace(/^-ne$/, '-eq')];
  if (test === undefined) throw new RangeError(`${operator} was not understood when it was read.`);
  const isPositive = operator in POSITIVE;
  return (
    textsOfAttribute(device?.[attribute]).some((has) => values.some((value) => test(has, value))) ===
    isPositive
  );
}

function textsOfAttribute(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => one !== null && one !== undefined).map((one) => String(one).toLowerCase());
}

const equals = (has: string, value: string): boolean => has === value;

/** Operators that need a value; every other one is the contrary of one of these. */
const POSITIVE: Readonly<Record<string, (has: string, value: string) => boolean>> = {
  '-eq': equals,
  '-in': equals,
  '-startswith': (has, value) => has.startsWith(value),
  '-endswith': (has, value) => has.endsWith(value),
  '-contains': (has, value) => has.includes(value),
};
const NEGATIVE = ['-ne', '-notin', '-notstartswith', '-notendswith', '-notcontains'];

type Matches = (device: Device) => boolean;

class RuleParser {
  readonly #tokens: string[];
  readonly comparisons: Comparison[] = [];

  constructor(tokens: readonly string[]) {
    this.#tokens = [...tokens];
  }

  isAtEnd(): boolean {
    return this.#tokens.length === 0;
  }

  either(): Matches | null {
    let answer = this.#both();
    while (this.#take('-or')) {
      const [left, right] = [answer, this.#both()];
      answer = left === null || right === null ? null : (device) => left(device) || right(device);
    }
    return answer;
  }

  #both(): Matches | null {
    let answer = this.#one();
    while (this.#take('-and')) {
      const [left, right] = [answer, this.#one()];
      answer = left === null || right === null ? null : (device) => left(device) && right(device);
    }
    return answer;
  }

  #one(): Matches | null {
    if (this.#take('-not')) {
      const answer = this.#one();
      return answer === null ? null : (device) => !answer(device);
    }
    if (this.#take('(')) {
      const answer = this.either();
      return this.#take(')') ? answer : null;
    }
    return this.#comparison();
  }

  #comparison(): Matches | null {
    const [subject = '', operator = '', value = ''] = this.#tokens
      .splice(0, 3)
      .map((token) => token.toLowerCase());
    if (!/^device\.\w+$/.test(subject) || value === '' || /^[()]$/.test(value)) return null;
    if (!(operator in POSITIVE) && !NEGATIVE.includes(operator)) return null;
    const comparison = { attribute: subject.replace('device.', ''), operator, values: valuesIn(value) };
    this.comparisons.push(comparison);
    return (device) => holds(comparison, device);
  }

  #take(token: string): boolean {
    if (this.#tokens[0]?.toLowerCase() !== token) return false;
    this.#tokens.shift();
    return true;
  }
}

/** The strings of a list, or one string, or a word without quotes. */
function valuesIn(token: string): readonly string[] {
  const quoted = [...token.matchAll(/"([^"]*)"|'([^']*)'/g)].map(
    ([, double, single]) => double ?? single ?? '',
  );
  return quoted.length > 0 ? quoted : [token];
}
