import { createInterface, type Interface } from 'node:readline';
import { decodeJwt } from 'jose';
import type { ShownDecision } from '../../shared/application/remediation/shown-remediation.ts';
import { browserSignature } from '../../shared/command-line/api/browser-signature.ts';
import type { TwoApps } from './company/two-apps.ts';
import { StoryProblem } from './story/as-told.ts';
import type { Choice, Deciders, Question } from './story/deciders.ts';
import type { PersonaName, Scene } from './story/scene.ts';

const personas = ['approver', 'second-approver', 'requester'] as const;
const otherAnswers = { browser: "sign in at the sandbox's page, as one of them", no: 'reject it' } as const;
const answers = [...personas, 'browser', 'no'] as const;

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  /** Ctrl-C while it is asked. */
  interrupted(): void;
  /** Default: the usual browser of this machine. */
  readonly openBrowser?: (address: string) => Promise<void>;
}

/** Who may decide, and where they sign in. */
export interface Company {
  readonly apps: { readonly tenant: Pick<TwoApps['tenant'], 'tenantId' | 'loginUrl' | 'api'> };
  readonly personNamed: Scene['personNamed'];
}

/** Asks at the terminal who decides, and what; they sign there, or in a browser. */
export class PeopleAtTheTerminal implements Deciders {
  readonly mayErr = true;
  readonly #company: Company;
  readonly #output: NodeJS.WritableStream;
  readonly #openBrowser: Terminal['openBrowser'];
  readonly #interface: Interface;
  readonly #lines: AsyncIterator<string>;
  #hasEnded = false;

  constructor(company: Company, { input, output, interrupted, openBrowser }: Terminal) {
    this.#company = company;
    this.#output = output;
    this.#openBrowser = openBrowser;
    this.#interface = createInterface({ input, output });
    this.#interface.on('SIGINT', interrupted);
    this.#interface.on('close', () => {
      this.#hasEnded = true;
    });
    // Taken at once: what is typed before it is asked for counts.
    this.#lines = this.#interface[Symbol.asyncIterator]();
  }

  /** Throws StoryProblem where the input has ended. */
  async decide({ what }: Question, decision: ShownDecision): Promise<Choice> {
    this.#output.write(`\n  ${what}\n${this.#meanings()}`);
    const answer = await this.#answer();
    const reason = (await this.#asked('  Why? ')) || 'Tried in the sandbox';
    if (answer === 'no') return { kind: 'reject', by: 'approver', reason };
    if (answer !== 'browser') return { kind: 'approve', by: answer, reason };
    const idToken = await this.#signature(decision);
    return { kind: 'approve', by: signerOf(this.#company, idToken), reason, idToken };
  }

  close(): void {
    this.#interface.close();
  }

  #meanings(): string {
    const people = personas.map((name) => [name, this.#company.personNamed(name).displayName]);
    return [...people, ...Object.entries(otherAnswers)]
      .map(([answer = '', meaning]) => `    ${answer.padEnd(16)} ${meaning}\n`)
      .join('');
  }

  /** Asks until it is one of them. */
  async #answer(): Promise<(typeof answers)[number]> {
    for (;;) {
      const given = (await this.#asked('  Who approves? ')).toLowerCase();
      const answer = answers.find((one) => one === given);
      if (answer !== undefined) return answer;
    }
  }

  async #asked(question: string): Promise<string> {
    // Where the input has ended, lines may still wait.
    if (this.#hasEnded) this.#output.write(question);
    else {
      this.#interface.setPrompt(question);
      this.#interface.prompt();
    }
    const { done, value } = await this.#lines.next();
    if (done) throw new StoryProblem('Nobody answers: the input has ended.');
    return value.trim();
  }

  #signature({ hash, authorization }: ShownDecision): Promise<string> {
    const { tenantId, loginUrl, api } = this.#company.apps.tenant;
    const settings = {
      GATEPROOF_TENANT_ID: tenantId,
      GATEPROOF_API_CLIENT_ID: api.clientId,
      GATEPROOF_AUTHORITY_HOST: loginUrl,
    };
    const tell = (line: string) => void this.#output.write(`  ${line}\n`);
    return browserSignature({ hash, claims: authorization.claims }, settings, tell, this.#openBrowser);
  }
}

/** Who signed; somebody else of the company hands the signature in as the reader, and the app says what it thinks of it. */
function signerOf({ personNamed }: Company, idToken: string): PersonaName {
  const { oid } = decodeJwt(idToken);
  return personas.find((name) => personNamed(name).id === oid) ?? 'reader';
}
