// A service with one finished job, whose file is a STEP file of so many bytes: node downloadServer.js <bytes>
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const bytes = Number(process.argv[2]);
const start = Buffer.from('ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n');
const end = Buffer.from('ENDSEC;\nEND-ISO-10303-21;\n');
const filler = Buffer.alloc(256 * 1024, "#1=CARTESIAN_POINT('',(0.,0.,0.));\n");

function* body(): Generator<Buffer> {
  yield start;
  for (let left = bytes - start.length - end.length; left > 0; left -= filler.length)
    yield left < filler.length ? filler.subarray(0, left) : filler;
  yield end;
}

const server = http.createServer((request, response) => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  if (request.url?.startsWith('/v1/')) {
    response.end(
      JSON.stringify({
        job_id: 'pub_1',
        status: 'success',
        output_format: 'STEP',
        download_url: `${origin}/file`,
        metadata: {},
      }),
    );
    return;
  }
  response.writeHead(200, { 'Content-Length': bytes });
  pipeline(Readable.from(body()), response).catch((error: unknown) => console.error(String(error)));
});
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.({ baseUrl: `${origin}/v1`, file: `${origin}/file` });
});
