/** Operators that hold of an attribute without a value, and those that do not. */
const NEGATIVE = ['-ne', '-notstartswith', '-notendswith', '-notcontains', '-notin'];
const POSITIVE = ['-eq', '-startswith', '-endswith', '-contains', '-in'];

/** Does the rule match an unregistered device, all of whose attributes are null? Null: the rule is not understood. */
export function matchesUnregisteredDevice(rule: string): boolean | null {
  const tokens = rule.match(/\(|\)|\[[^\]]*\]|"[^"]*"|'[^']*'|[^\s()]+/g) ?? [];
  const parser = new RuleParser(tokens);
  const answer = parser.either();
  return parser.isAtEnd() ? answer : null;
}

class RuleParser {
  readonly #tokens: string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = [...tokens];
  }

  isAtEnd(): boolean {
    return this.#tokens.length === 0;
  }

  either(): boolean | null {
    let answer = this.#both();
    while (this.#take('-or')) {
      const right = this.#both();
      answer = answer === null || right === null ? null : answer || right;
    }
    return answer;
  }

  #both(): boolean | null {
    let answer = this.#one();
    while (this.#take('-and')) {
      const right = this.#one();
      answer = answer === null || right === null ? null : answer && right;
    }
    return answer;
  }

  #one(): boolean | null {
    if (this.#take('-not')) {
      const answer = this.#one();
      return answer === null ? null : !answer;
    }
    if (this.#take('(')) {
      const answer = this.either();
      return this.#take(')') ? answer : null;
    }
    return this.#comparison();
  }

  #comparison(): boolean | null {
    const [attribute = '', operator = '', value = ''] = this.#tokens.splice(0, 3);
    if (!/^device\.\w+$/.test(attribute) || value === '' || /^[()]$/.test(value)) return null;
    if (NEGATIVE.includes(operator.toLowerCase())) return true;
    return POSITIVE.includes(operator.toLowerCase()) ? false : null;
  }

  #take(token: string): boolean {
    if (this.#tokens[0]?.toLowerCase() !== token) return false;
    this.#tokens.shift();
    return true;
  }
}
