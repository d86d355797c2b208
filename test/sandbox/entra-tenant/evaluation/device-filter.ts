import type { DevicesCondition } from '../policy-types.ts';
import type { DeviceAttributes } from './sign-in.ts';

/** Whether the policy's device condition holds. An unregistered device shows null for every attribute. */
export function matchesDevices(condition: DevicesCondition | null, device: DeviceAttributes | null): boolean {
  const filter = condition?.deviceFilter ?? null;
  if (filter === null) return true;
  const matched = matchesRule(filter.rule, device);
  return filter.mode === 'include' ? matched : !matched;
}

/**
 * Evaluates a rule such as `device.isCompliant -eq True -or device.model -startsWith "Surface"`.
 * Throws a SyntaxError that names the place where the rule stops making sense.
 */
export function matchesRule(rule: string, device: DeviceAttributes | null): boolean {
  const reader = new RuleReader(rule, device);
  const value = reader.disjunction();
  reader.expectEnd();
  return value;
}

const token = /\s*(\(|\)|\[|\]|,|"[^"]*"|[^\s()[\],"]+)/y;

/** Recursive descent over the rule; -and binds tighter than -or, -not tighter than both. */
class RuleReader {
  readonly #tokens: readonly string[];
  readonly #device: DeviceAttributes | null;
  #position = 0;

  constructor(rule: string, device: DeviceAttributes | null) {
    this.#tokens = tokensOf(rule);
    this.#device = device;
  }

  disjunction(): boolean {
    let value = this.#conjunction();
    while (this.#skip('-or')) value = this.#conjunction() || value;
    return value;
  }

  expectEnd(): void {
    const rest = this.#tokens[this.#position];
    if (rest !== undefined) throw new SyntaxError(`The device filter has "${rest}" where it should end.`);
  }

  #conjunction(): boolean {
    let value = this.#term();
    while (this.#skip('-and')) value = this.#term() && value;
    return value;
  }

  #term(): boolean {
    if (this.#skip('-not')) return !this.#term();
    if (!this.#skip('(')) return this.#comparison();
    const value = this.disjunction();
    if (!this.#skip(')')) throw new SyntaxError('The device filter lacks a closing parenthesis.');
    return value;
  }

  #comparison(): boolean {
    const attribute = this.#next().replace(/^device\./i, '');
    const operator = this.#next().toLowerCase();
    return compare(operator, this.#device?.[attribute] ?? null, this.#values());
  }

  #values(): string[] {
    if (!this.#skip('[')) return [unquoted(this.#next())];
    const values: string[] = [];
    while (!this.#skip(']')) {
      values.push(unquoted(this.#next()));
      this.#skip(',');
    }
    return values;
  }

  #skip(expected: string): boolean {
    if (this.#tokens[this.#position]?.toLowerCase() !== expected) return false;
    this.#position += 1;
    return true;
  }

  #next(): string {
    const next = this.#tokens[this.#position];
    if (next === undefined) throw new SyntaxError('The device filter ends too early.');
    this.#position += 1;
    return next;
  }
}

function tokensOf(rule: string): string[] {
  const matches = rule.trimEnd().matchAll(new RegExp(token, 'gy'));
  const found = [...matches];
  const end = found.reduce((length, match) => length + match[0].length, 0);
  if (end !== rule.trimEnd().length) {
    throw new SyntaxError(`The device filter is not understood from "${rule.slice(end)}" on.`);
  }
  return found.map((match) => match[1] ?? '');
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1) : value;
}

/** On null, positive operators do not match and negative ones do. */
function compare(operator: string, actual: string | boolean | null, values: readonly string[]): boolean {
  const negative = /^-not(?!$)/.test(operator) || operator === '-ne';
  const positive = operator === '-ne' ? '-eq' : operator.replace(/^-not/, '-');
  const test = positiveOperators[positive];
  if (test === undefined) throw new SyntaxError(`The device filter uses the unknown operator "${operator}".`);
  if (actual === null) return negative;
  const text = String(actual).toLowerCase();
  const matched = values.some((value) => test(text, value.toLowerCase()));
  return negative ? !matched : matched;
}

const positiveOperators: Readonly<Record<string, (actual: string, value: string) => boolean>> = {
  '-eq': (actual, value) => actual === value,
  '-in': (actual, value) => actual === value,
  '-startswith': (actual, value) => actual.startsWith(value),
  '-endswith': (actual, value) => actual.endsWith(value),
  '-contains': (actual, value) => actual.includes(value),
};
