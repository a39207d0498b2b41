import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Notice } from '#api/contract';
import { refusedClose, subscribed } from '#api/loopback-protocol';
import type { Access } from './access';

const tokenLimitMs = 5_000;
const maxTokenMessageBytes = 1_024;
const goingAway = 1001;

/** The open windows, as sockets to which notices go. A socket counts once its first message was a valid token. */
export class NoticeSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: maxTokenMessageBytes,
    perMessageDeflate: false,
  });
  readonly #access: Access;
  readonly #onCount: (windows: number) => void;
  readonly #windows = new Set<WebSocket>();

  constructor(access: Access, onCount: (windows: number) => void) {
    this.#access = access;
    this.#onCount = onCount;
  }

  /** Takes over a connection whose upgrade request has passed the rules. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#awaitToken(webSocket));
  }

  send(notice: Notice): void {
    const text = JSON.stringify(notice);
    for (const window of this.#windows) window.send(text);
  }

  close(): void {
    for (const client of this.#server.clients) {
      client.close(goingAway);
      client.terminate();
    }
    this.#server.close();
  }

  #awaitToken(webSocket: WebSocket): void {
    const limit = setTimeout(() => webSocket.terminate(), tokenLimitMs);
    // An error is followed by a close, which says all there is to say.
    webSocket.on('error', () => undefined);
    webSocket.once('close', () => {
      clearTimeout(limit);
      if (this.#windows.delete(webSocket)) this.#onCount(this.#windows.size);
    });
    webSocket.once('message', (data, isBinary) => {
      clearTimeout(limit);
      if (isBinary || !this.#access.isToken(String(data))) {
        webSocket.close(refusedClose);
        return;
      }
      this.#windows.add(webSocket);
      webSocket.send(subscribed);
      this.#onCount(this.#windows.size);
    });
  }
}
