import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { describeError, type HostLog } from '../log.ts';
import { type Answer, send } from './answer.ts';

export type HttpServerOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  /** PEM texts; the server then speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined;
  readonly log: HostLog;
};

export type HttpServer = {
  /** `http(s)://localhost:PORT`, without a slash at the end. */
  readonly url: string;
  /** From here on requests are answered by this; before, with 503. */
  serve(answer: (request: IncomingMessage, url: URL) => Promise<Answer>): void;
  /** Accepts nothing more; resolves when the open answers are sent, or after the limit. */
  close(limitMilliseconds: number): Promise<void>;
};

/** Listens on the loopback address only; whatever a client sends, the server goes on. */
export async function startHttpServer({ port, tls, log }: HttpServerOptions): Promise<HttpServer> {
  let answer: (request: IncomingMessage, url: URL) => Promise<Answer> = async () => ({ status: 503 });
  const listener: RequestListener = (request, response) => {
    const url = urlOf(request, tls ? 'https' : 'http');
    const answered = url ? answer(request, url) : Promise.resolve({ status: 400 });
    answered
      .catch((error: unknown) => {
        // The client went away in the middle of its request, or sent what no header can hold.
        log('warning', 'requestFailed', describeError(error));
        return { status: 400 };
      })
      .then((ready) => {
        // A connection kept alive would keep a closing server open.
        if (!server.listening) response.setHeader('connection', 'close');
        return send(response, ready);
      })
      .catch((error: unknown) => {
        log('error', 'answerFailed', describeError(error));
        response.destroy();
      });
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${tls ? 'https' : 'http'}://localhost:${portOf(server)}`,
    serve: (next) => {
      answer = next;
    },
    close: (limitMilliseconds) => close(server, limitMilliseconds),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}

/** Undefined for a target or a Host header that makes no URL. */
function urlOf({ url, headers }: IncomingMessage, scheme: string): URL | undefined {
  return (
    URL.parse(`${scheme}://${headers.host ?? 'localhost'}${url?.startsWith('/') ? url : `/${url ?? ''}`}`) ??
    undefined
  );
}

async function close(server: Server, limitMilliseconds: number): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), limitMilliseconds);
  await closed;
  clearTimeout(limit);
}
