import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Another user's program on a loopback port that was the built-in service's: it answers everything and writes down what
 * it was told.
 */
export interface Stranger {
  readonly port: number;
  /** Method, address and headers of each request, in one text. */
  readonly heard: readonly string[];
  close(): Promise<void>;
}

export interface StrangerOptions {
  /** 0, any, if not given. */
  readonly port?: number;
  /** What it answers to an address; a list without jobs if not given. */
  readonly answer?: (address: string) => Promise<string>;
}

export async function startStranger({
  port = 0,
  answer = () => Promise.resolve('{"jobs":[],"next_cursor":null}'),
}: StrangerOptions = {}): Promise<Stranger> {
  const heard: string[] = [];
  const server = http.createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    void answer(request.url ?? '').then(
      (text) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(text),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, heard, close };
}
