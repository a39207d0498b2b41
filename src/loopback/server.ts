import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Notice } from '#api/contract';
import type { Dispatch } from '#api/dispatcher';
import { noticesPath } from '#api/loopback-protocol';
import { ParleyError } from '#core/parley-error';
import { securityHeaders } from '#host/content-security-policy';
import type { ReadWindowFile } from '#host/window-files';
import { Access } from './access';
import { createLoopbackApp } from './app';
import { NoticeSockets } from './notice-sockets';
import { refusalOf } from './request-rules';

// The one address the host listens on: other machines cannot reach it.
const hostname = '127.0.0.1';

// A window on the same machine sends its headers at once and 16 MB within moments. Whoever dawdles holds a connection that
// the window may need.
const limits = { headersTimeout: 5_000, requestTimeout: 30_000, connectionsCheckingInterval: 1_000 };
const mostConnections = 512;

export interface LoopbackOptions {
  readonly dispatch: Dispatch;
  readonly readFile: ReadWindowFile;
  /** Null takes any free port. */
  readonly port: number | null;
  /** Hears how many windows are connected, whenever that changes. */
  readonly onWindows: (count: number) => void;
  readonly now: () => number;
}

export interface LoopbackServer {
  /** A complete address with a fresh single-use code in its fragment, which no request carries. */
  issueAddress(): string;
  /** Tells every connected window. */
  send(notice: Notice): void;
  /** Stops listening and cuts every connection. */
  close(): Promise<void>;
}

/** Puts a host behind 127.0.0.1; resolves once it answers. Rejects with a ParleyError when the port is taken. */
export async function startLoopbackServer(options: LoopbackOptions): Promise<LoopbackServer> {
  const access = new Access(options.now);
  const sockets = new NoticeSockets(access, options.onWindows);
  const app = createLoopbackApp(access, options.dispatch, options.readFile);
  const answer = getRequestListener(app.fetch, { hostname, overrideGlobalObjects: false });

  const server = createServer(limits, (request, response) => {
    const refusal = refusalOf(request, authority);
    if (refusal === null) {
      void answer(request, response);
    } else {
      // The body is not read, so the connection cannot be used again.
      response.writeHead(refusal, { ...securityHeaders, Connection: 'close' }).end();
    }
  });
  server.maxConnections = mostConnections;
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const refusal = refusalOf(request, authority) ?? (request.url === noticesPath ? null : 404);
    if (refusal === null) {
      sockets.accept(request, socket, head);
    } else {
      socket.on('error', () => undefined);
      // Destroyed, since the server no longer counts it and could not close while the other side kept it open.
      socket.end(`HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\nConnection: close\r\n\r\n`, () => socket.destroy());
    }
  });

  const port = await listen(server, options.port);
  // As a browser writes it in Host and Origin: without the port where that is HTTP's own.
  const authority = new URL(`http://${hostname}:${port}`).host;
  return {
    issueAddress: () => `http://${authority}/#code=${access.issueCode()}`,
    send: (notice) => sockets.send(notice),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        sockets.close();
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number | null): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message =
        cause.code === 'EADDRINUSE'
          ? `Port ${port} is taken. Name another with --port, or leave it out.`
          : `Parley cannot listen on ${hostname}: ${cause.message}.`;
      reject(new ParleyError({ code: 'conflict', message, cause }));
    });
    server.listen({ host: hostname, port: port ?? 0, exclusive: true }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('The server has no port.'));
      else resolve(address.port);
    });
  });
}
