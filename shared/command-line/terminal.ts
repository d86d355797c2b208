/** What the command line needs of the process around it. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  /** Waits until the reader took it, so that a slow reader slows the program down and memory stays bounded. */
  readonly write: (text: string) => Promise<Written>;
  /** One line to standard error. */
  readonly complain: (line: string) => void;
  readonly colours: boolean;
  readonly now: () => Date;
}

/** `readerGone`: whoever read the output closed it (`| head`); nothing more needs to be written. */
type Written = 'written' | 'readerGone';

export function processTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr, env } = process;
  // A failed write is reported to its own callback; without a listener Node would also end the process.
  stdout.on('error', () => undefined);
  stderr.on('error', () => undefined);
  return {
    input: stdin,
    write: (text) => writeTo(stdout, text),
    complain: (line) => {
      stderr.write(`gateproof: ${line}\n`);
    },
    colours: coloursWanted(stdout, env),
    now: () => new Date(),
  };
}

/** On a terminal, unless https://no-color.org was asked for: NO_COLOR set and not empty, whatever its value. */
export function coloursWanted(stdout: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv): boolean {
  return stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '';
}

function writeTo(stream: NodeJS.WritableStream, text: string): Promise<Written> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: NodeJS.ErrnoException | null) => {
      if (!error) resolve('written');
      else if (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED') resolve('readerGone');
      else reject(error);
    });
  });
}
