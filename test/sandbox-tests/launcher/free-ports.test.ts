import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readArguments } from '../../sandbox/launcher/arguments.ts';
import { expectFreePorts } from '../../sandbox/launcher/free-ports.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function takenPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

test('every taken port is named, each with the option that chooses another', async () => {
  const [hostPort, blobPort] = [await takenPort(), await takenPort()];
  const { ports } = readArguments(['--port', String(hostPort), '--blob-port', String(blobPort)], {});

  const expected = expectFreePorts(ports);

  await expect(expected).rejects.toThrow(
    `Port ${hostPort} of 127.0.0.1 is taken by another program: choose another with npm start -- --port N, or set`,
  );
  await expect(expected).rejects.toThrow(`Port ${blobPort} of 127.0.0.1 is taken by another program`);
});

test('free ports, and those that are left to chance, are no problem', async () => {
  const { ports } = readArguments(['--port', '0'], {});

  await expect(expectFreePorts(ports)).resolves.toBeUndefined();
});
