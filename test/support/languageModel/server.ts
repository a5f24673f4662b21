import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { onExit } from '../cleanup.js';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: string;
}

/** As a reply: none ever comes. */
export const silence = Symbol('silence');

/** What the model says to a conversation; a number is an HTTP status. */
export type Reply = string | object | number | typeof silence;

export interface ModelServer {
  readonly address: string;
  readonly requests: readonly WireRequest[];
  /** How many of the requests their sender has given up. */
  readonly givenUp: number;
  /** Which models there are, and of which the editor asks the user before they are used. */
  offer(...models: readonly { readonly id: string; readonly asksFirst?: boolean }[]): void;
  /** What is said next, one after the other; the last one again and again. */
  say(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

/** An OpenAI-compatible language model on loopback that says what a test wants, and keeps what it was sent. */
export async function startModelServer(): Promise<ModelServer> {
  const requests: WireRequest[] = [];
  let replies: Reply[] = [];
  let offered: readonly object[] = [{ id: 'scripted-1' }, { id: 'scripted-2' }];
  let givenUp = 0;
  const server = http.createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, path: url, key: headers.authorization, body });
      const send = (status: number, value: object): void => {
        response.writeHead(status, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify(value));
      };
      if (url === '/v1/models') {
        send(200, { data: offered });
        return;
      }
      const reply = (replies.length > 1 ? replies.shift() : replies[0]) ?? 500;
      if (reply === silence) {
        response.once('close', () => givenUp++);
        return;
      }
      if (typeof reply === 'number') send(reply, { error: { message: 'no' } });
      else {
        const content = typeof reply === 'string' ? reply : JSON.stringify(reply);
        send(200, { choices: [{ message: { role: 'assistant', content } }] });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const forget = onExit(() => server.closeAllConnections());
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    get givenUp() {
      return givenUp;
    },
    offer: (...models) => void (offered = models),
    say: (...next) => void (replies = [...next]),
    close: async () => {
      forget();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
