import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';

const host = '127.0.0.1';

export interface Listener {
  /** Such as `http://127.0.0.1:1234`. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves on loopback, under the plain names of it only: a page in a browser can reach loopback under a name of its own.
 * @param port 0 for any
 * @throws the system's error (`EADDRINUSE`, …)
 */
export function listen(port: number, routes: Hono): Promise<Listener> {
  return new Promise((resolve, reject) => {
    let names: readonly string[] = [];
    const answer = (request: Request): Response | Promise<Response> =>
      names.includes(request.headers.get('host')?.toLowerCase() ?? '')
        ? routes.fetch(request)
        : Response.json({ error_code: 'invalid_input', message: 'Unknown host.' }, { status: 421 });
    const server: ServerType = serve({ fetch: answer, hostname: host, port }, (info: AddressInfo) => {
      names = [`${host}:${info.port}`, `localhost:${info.port}`];
      resolve({ origin: `http://${host}:${info.port}`, close: () => close(server) });
    });
    server.once('error', reject);
  });
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
