/**
 * The rule language of device filters: `device.attribute -operator value`, joined by `-and`, `-or`, `-not` and
 * parentheses.
 */
export type FilterRule =
  | Comparison
  | { readonly kind: 'and' | 'or'; readonly left: FilterRule; readonly right: FilterRule }
  | { readonly kind: 'not'; readonly rule: FilterRule };

export interface Comparison {
  readonly kind: 'comparison';
  readonly attribute: string;
  /** In lower case, e.g. `-startswith`. */
  readonly operator: string;
  readonly values: readonly string[];
}

const positiveOperators = new Set(['-eq', '-startswith', '-endswith', '-contains', '-in']);
const negativeOperators = new Set(['-ne', '-notstartswith', '-notendswith', '-notcontains', '-notin']);
const tokenPattern =
  /\s*(?:(\()|(\))|(\[)|(\])|(,)|("(?:[^"\\`]|[\\`].)*")|('(?:[^'\\`]|[\\`].)*')|([^\s()[\],"']+))/y;

/** In characters, as Microsoft limits them. */
const longestRule = 3072;

/** Undefined where the rule is not one of this language. */
export function parseFilterRule(text: string): FilterRule | undefined {
  const tokens = text.length > longestRule ? undefined : tokenize(text);
  if (tokens === undefined) return undefined;
  const parser = new Parser(tokens);
  const rule = parser.disjunction();
  return parser.atEnd ? rule : undefined;
}

export function comparisonsIn(rule: FilterRule): readonly Comparison[] {
  switch (rule.kind) {
    case 'comparison':
      return [rule];
    case 'not':
      return comparisonsIn(rule.rule);
    case 'and':
    case 'or':
      return [...comparisonsIn(rule.left), ...comparisonsIn(rule.right)];
  }
}

/** What comparing with null itself means, Microsoft does not document. */
export function comparesWithNull({ values }: Comparison): boolean {
  return values.some((value) => value.toLowerCase() === 'null');
}

/**
 * Whether the comparison holds for that value of its attribute. Of an attribute without a value, as all are on an
 * unregistered device, a positive operator does not hold and a negative one does.
 */
export function holdsFor({ operator, values }: Comparison, value: string | null): boolean {
  const isNegative = negativeOperators.has(operator);
  if (value === null) return isNegative;
  const is = value.toLowerCase();
  const matches = values.some((constant) => compare(is, operator, constant.toLowerCase()));
  return matches !== isNegative;
}

function compare(is: string, operator: string, constant: string): boolean {
  switch (operator) {
    case '-startswith':
    case '-notstartswith':
      return is.startsWith(constant);
    case '-endswith':
    case '-notendswith':
      return is.endsWith(constant);
    case '-contains':
    case '-notcontains':
      return is.includes(constant);
    default:
      return is === constant;
  }
}

function tokenize(text: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < rest.length) {
    const match = tokenPattern.exec(rest);
    if (match === null) return undefined;
    tokens.push(match[0].trim());
  }
  return tokens;
}

/** Recursive descent; `-and` binds tighter than `-or`. Every method answers undefined where the text is wrong. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get atEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  disjunction(): FilterRule | undefined {
    return this.#chain('or', () => this.#chain('and', () => this.#operand()));
  }

  #chain(kind: 'and' | 'or', next: () => FilterRule | undefined): FilterRule | undefined {
    let left = next();
    while (left !== undefined && this.#take(kind, `-${kind}`)) {
      const right = next();
      left = right === undefined ? undefined : { kind, left, right };
    }
    return left;
  }

  #operand(): FilterRule | undefined {
    if (this.#take('not', '-not', '!')) {
      const rule = this.#operand();
      return rule === undefined ? undefined : { kind: 'not', rule };
    }
    if (this.#take('(')) {
      const rule = this.disjunction();
      return this.#take(')') ? rule : undefined;
    }
    return this.#comparison();
  }

  #comparison(): FilterRule | undefined {
    const attribute = /^device\.([a-z0-9]+)$/i.exec(this.#next() ?? '')?.[1];
    const operator = this.#next()
      ?.toLowerCase()
      .replace(/^(?!-)/, '-');
    const values = this.#values();
    if (attribute === undefined || operator === undefined || values === undefined) return undefined;
    if (!positiveOperators.has(operator) && !negativeOperators.has(operator)) return undefined;
    return { kind: 'comparison', attribute, operator, values };
  }

  #values(): readonly string[] | undefined {
    if (!this.#take('[')) {
      const value = this.#value();
      return value === undefined ? undefined : [value];
    }
    const values: string[] = [];
    while (!this.#take(']')) {
      const value = this.#value();
      if (value === undefined) return undefined;
      values.push(value);
      this.#take(',');
    }
    return values;
  }

  #value(): string | undefined {
    const token = this.#next();
    if (token === undefined || /^[()[\],]$/.test(token)) return undefined;
    return /^["']/.test(token) ? token.slice(1, -1) : token;
  }

  #take(...expected: readonly string[]): boolean {
    const found = expected.includes(this.#tokens[this.#at]?.toLowerCase() ?? '');
    if (found) this.#at++;
    return found;
  }

  #next(): string | undefined {
    return this.#tokens[this.#at++];
  }
}
