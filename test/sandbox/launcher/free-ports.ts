import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Ports } from './arguments.ts';
import { StartProblem } from './start-problem.ts';

const loopback = '127.0.0.1';

/** Throws StartProblem that names every taken port, before anything is started in vain. */
export async function expectFreePorts(ports: Ports): Promise<void> {
  const problems: string[] = [];
  for (const [option, port] of Object.entries(ports)) {
    const problem = await listeningProblem(port);
    if (problem !== undefined) problems.push(portProblem(option, port, problem));
  }
  if (problems.length > 0) throw new StartProblem(problems.join('\n'));
}

async function listeningProblem(port: number): Promise<string | undefined> {
  if (port === 0) return undefined;
  const server = createServer().listen(port, loopback);
  try {
    await once(server, 'listening');
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
  server.close();
  await once(server, 'close');
  return undefined;
}

function portProblem(option: string, port: number, problem: string): string {
  const what = problem === 'EADDRINUSE' ? 'is taken by another program' : `cannot be opened (${problem})`;
  const orElse = option === 'port' ? `, or set the environment variable PORT` : '';
  return `Port ${port} of ${loopback} ${what}: choose another with npm start -- --${option} N${orElse}.`;
}
