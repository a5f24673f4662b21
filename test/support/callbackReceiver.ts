import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import https from 'node:https';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { temporaryFolder } from './cleanup.js';

/** A certificate that is its own authority, and that nobody trusts who wasn't given it. */
export interface ThrowAwayCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
}

/**
 * @param subject whose certificate it is, as openssl writes it; loopback's if not given.
 * @throws Error when there is no openssl
 */
export function makeCertificate(subject = 'IP:127.0.0.1'): ThrowAwayCertificate {
  const folder = temporaryFolder();
  const [key, certificate] = [path.join(folder.path, 'key.pem'), path.join(folder.path, 'certificate.pem')];
  const words =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=throw-away -addext';
  const { status, error, stderr } = spawnSync(
    'openssl',
    [...words.split(' '), `subjectAltName=${subject}`, '-keyout', key, '-out', certificate],
    { encoding: 'utf8' },
  );
  if (status !== 0)
    throw new Error(
      `The command openssl, which makes the receiver's certificate, did not work: ${error?.message ?? stderr}`,
    );
  const made = { key: fs.readFileSync(key, 'utf8'), certificate: fs.readFileSync(certificate, 'utf8') };
  folder.remove();
  return made;
}

export interface ReceivedCallback {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * How the receiver answers: a status, or it drops the connection, or never answers, or drops the connection after the
 * status 200.
 */
export type CallbackAnswer = number | 'drop' | 'hang' | 'torn';

export interface CallbackReceiver {
  /** Such as `https://127.0.0.1:1234`. */
  readonly origin: string;
  readonly received: readonly ReceivedCallback[];
  close(): Promise<void>;
}

/**
 * A TLS server on loopback.
 * @param answer asked for each callback, before it is answered; `count` is its number, from 1
 */
export async function startCallbackReceiver(
  { key, certificate }: ThrowAwayCertificate,
  answer: (callback: ReceivedCallback, count: number) => CallbackAnswer | Promise<CallbackAnswer>,
): Promise<CallbackReceiver> {
  const received: ReceivedCallback[] = [];
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const callback = {
        method: request.method,
        path: request.url,
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      received.push(callback);
      void Promise.resolve(answer(callback, received.length)).then((reply) => {
        if (reply === 'drop') request.socket.destroy();
        else if (reply === 'torn')
          response.writeHead(200, { 'Content-Length': 1000 }).write('thanks', () => request.socket.destroy());
        else if (reply !== 'hang')
          response.writeHead(reply, reply >= 300 && reply < 400 ? { Location: '/elsewhere' } : {}).end('thanks');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
