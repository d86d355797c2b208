import { createInterface, type Interface } from 'node:readline/promises';
import { decodeJwt } from 'jose';
import type { ShownDecision } from '../../shared/application/remediation/shown-remediation.ts';
import { browserSignature } from '../../shared/command-line/api/browser-signature.ts';
import type { Deciders } from './story/deciders.ts';
import type { PersonaName, Scene } from './story/scene.ts';

const personas = ['approver', 'second-approver', 'requester'] as const;
const otherAnswers = { browser: "sign in at the sandbox's page, as one of them", no: 'reject it' } as const;

type Answer = (typeof personas)[number] | keyof typeof otherAnswers;

export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/** Asks at the terminal who decides, and what; they sign there, or in a browser. `lines` is to be closed. */
export function peopleAtTheTerminal(
  scene: Scene,
  { input, output }: Terminal,
): { readonly deciders: Deciders; readonly lines: Interface } {
  const lines = createInterface({ input, output });
  const decide: Deciders['decide'] = async ({ what }, decision) => {
    output.write(`\n  ${what}\n${answersOf(scene)}`);
    const answer = await answerIn(lines);
    const reason = (await lines.question('  Why? ')).trim() || 'Tried in the sandbox';
    if (answer === 'no') return { kind: 'reject', by: 'approver', reason };
    if (answer !== 'browser') return { kind: 'approve', by: answer, reason };
    const idToken = await signedInBrowser(scene, decision, (line) => output.write(`  ${line}\n`));
    return { kind: 'approve', by: signerOf(scene, idToken), reason, idToken };
  };
  return { deciders: { decide, mayErr: true }, lines };
}

function answersOf(scene: Scene): string {
  const people = personas.map((name) => [name, scene.personNamed(name).displayName]);
  return [...people, ...Object.entries(otherAnswers)]
    .map(([answer = '', meaning]) => `    ${answer.padEnd(16)} ${meaning}\n`)
    .join('');
}

/** Asks until it is one of them. */
async function answerIn(lines: Interface): Promise<Answer> {
  for (;;) {
    const given = (await lines.question('  Who approves? ')).trim().toLowerCase();
    const answer = [...personas, 'browser' as const, 'no' as const].find((one) => one === given);
    if (answer !== undefined) return answer;
  }
}

function signedInBrowser(
  { apps }: Scene,
  { hash, authorization }: ShownDecision,
  tell: (line: string) => void,
): Promise<string> {
  const { tenantId, loginUrl, api } = apps.tenant;
  const settings = {
    GATEPROOF_TENANT_ID: tenantId,
    GATEPROOF_API_CLIENT_ID: api.clientId,
    GATEPROOF_AUTHORITY_HOST: loginUrl,
  };
  return browserSignature({ hash, claims: authorization.claims }, settings, tell);
}

/** Who signed; somebody without roles hands the signature in as the reader, and is told so by the app. */
function signerOf({ personNamed }: Scene, idToken: string): PersonaName {
  const { oid } = decodeJwt(idToken);
  const names: readonly PersonaName[] = [...personas, 'auditor', 'reader'];
  return names.find((name) => personNamed(name).id === oid) ?? 'reader';
}
