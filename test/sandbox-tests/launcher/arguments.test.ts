import { describe, expect, test } from 'vitest';
import { readArguments } from '../../sandbox/launcher/arguments.ts';
import { UsageProblem } from '../../sandbox/launcher/start-problem.ts';

describe('the port of the function host', () => {
  test.each([
    ['is 7071 where nothing is said', [], {}, 7_071],
    ['is that of PORT', [], { PORT: '8080' }, 8_080],
    ['is 7071 where PORT is empty', [], { PORT: '' }, 7_071],
    ['is that of --port, which wins over PORT', ['--port', '9090'], { PORT: '8080' }, 9_090],
    ['may be left to chance', ['--port', '0'], {}, 0],
  ])('%s', (_, args, environment, port) => {
    expect(readArguments(args, environment).ports.port).toBe(port);
  });
});

test.each([
  ['--port names what is no number', ['--port', 'http'], {}, '--port must be a port number'],
  ['--port is too large', ['--port', '65536'], {}, '--port must be a port number'],
  ['PORT names what is no number', [], { PORT: '-1' }, 'PORT must be a port number'],
  ['an option is unknown', ['--ports', '1'], {}, '--ports'],
])('a call is refused where %s', (_, args, environment, message) => {
  const read = () => readArguments(args, environment);

  expect(read).toThrow(UsageProblem);
  expect(read).toThrow(message);
});
