// Reads mesh files beside the page, so that it answers while a large one is read.
import { buffersOf } from '../../kernel/stepModel';
import { ParseFailure } from '../../formats/failure';
import { parseMesh } from '../../models/parse';
import { loadedDecoders } from '../../models/parse/glb/decoders';
import type { MeshFormat } from '../../models/parse/formats';

export interface ParseRequest {
  readonly format: MeshFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type ParseAnswer =
  | ({ readonly ok: true } & Awaited<ReturnType<typeof parseMesh>>)
  | { readonly ok: false; readonly code: string; readonly detail: string };

const scope = self as unknown as { postMessage(answer: ParseAnswer, transfer: Transferable[]): void };

self.addEventListener('message', ({ data }: MessageEvent<ParseRequest>) => {
  const decoders = loadedDecoders();
  void parseMesh(data.format, data.bytes, decoders && (() => Promise.resolve(decoders))).then(
    ({ mesh, facts }) => scope.postMessage({ ok: true, mesh, facts }, buffersOf(mesh)),
    (error: unknown) => {
      if (error instanceof ParseFailure) {
        scope.postMessage({ ok: false, code: error.code, detail: error.message }, []);
        return;
      }
      // An error in our code means nothing to a user.
      console.error(error);
      scope.postMessage({ ok: false, code: 'unreadable_file', detail: '' }, []);
    },
  );
});
