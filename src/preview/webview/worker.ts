// Reads mesh files beside the page, so that it answers while a large one is read.
import { buffersOf } from '../../kernel/stepModel';
import { ParseFailure } from '../../formats/failure';
import { parseMesh } from '../parse';
import type { MeshFormat } from '../parse/formats';

export interface ParseRequest {
  readonly format: MeshFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ParseAnswer =
  | ({ readonly ok: true } & Awaited<ReturnType<typeof parseMesh>>)
  | { readonly ok: false; readonly code: string; readonly detail: string };

const scope = self as unknown as { postMessage(answer: ParseAnswer, transfer: Transferable[]): void };

self.addEventListener('message', ({ data }: MessageEvent<ParseRequest>) => {
  void parseMesh(data.format, data.bytes).then(
    ({ mesh, facts }) => scope.postMessage({ ok: true, mesh, facts }, buffersOf(mesh)),
    (error: unknown) =>
      scope.postMessage(
        {
          ok: false,
          code: error instanceof ParseFailure ? error.code : 'other',
          detail: error instanceof Error ? error.message : String(error),
        },
        [],
      ),
  );
});
