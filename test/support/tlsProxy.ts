import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ThrowAwayCertificate } from './callbackReceiver.js';

/** How the proxy treats what comes: passes it on, sends to a login, or finds nobody behind it. */
export type ProxyMode = 'pass' | 'login';

export interface TlsProxy {
  readonly port: number;
  /** What came and how it was answered. */
  readonly seen: readonly { readonly line: string; readonly status: number }[];
  mode: ProxyMode;
  close(): Promise<void>;
}

/**
 * A reverse proxy as it stands before a receiver: TLS outside, plain HTTP to a loopback port inside; 502 when nobody is
 * there.
 */
export async function startTlsProxy({ key, certificate }: ThrowAwayCertificate, targetPort: number): Promise<TlsProxy> {
  const seen: { line: string; status: number }[] = [];
  const control: { mode: ProxyMode } = { mode: 'pass' };
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    const end = (status: number, headers: http.OutgoingHttpHeaders): http.ServerResponse => {
      seen.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, status });
      return response.writeHead(status, headers);
    };
    if (control.mode === 'login') {
      end(302, { Location: 'https://login.example/' }).end();
      return;
    }
    const inner = http.request(
      { host: '127.0.0.1', port: targetPort, method: request.method, path: request.url, headers: request.headers },
      (answer) => {
        answer.pipe(end(answer.statusCode ?? 502, answer.headers));
      },
    );
    inner.on('error', () => {
      if (response.headersSent) response.destroy();
      else end(502, {}).end();
    });
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(control, {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
