// Reads mesh files beside the page, so that it answers while a large one is read.
import { buffersOf, type ModelMesh } from '../../kernel/stepModel';
import { ParseFailure } from '../../formats/failure';
import { parseMesh } from '../../models/parse';
import { loadedDecoders } from '../../models/parse/glb/decoders';
import type { MeshFormat } from '../../models/parse/formats';
import type { MeshFacts } from '../../models/parse/meshFacts';

export interface ParseRequest {
  readonly format: MeshFormat;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A mesh that was told before has no other one in the answer. */
export type ParseAnswer =
  | { readonly ok: true; readonly mesh?: ModelMesh; readonly facts: MeshFacts }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** What the worker says: perhaps a mesh to be shown before it is measured, and then its answer. */
export type FromWorker = { readonly early: ModelMesh } | ParseAnswer;

const scope = self as unknown as { postMessage(message: FromWorker, transfer: Transferable[]): void };

self.addEventListener('message', ({ data }: MessageEvent<ParseRequest>) => {
  const decoders = loadedDecoders();
  let isShown = false;
  const showEarly = (mesh: ModelMesh): void => {
    isShown = true;
    // The page gets a copy, since the triangles are still to be measured here.
    scope.postMessage({ early: mesh }, []);
  };
  void parseMesh(data.format, data.bytes, decoders && (() => Promise.resolve(decoders)), showEarly).then(
    ({ mesh, facts }) =>
      isShown
        ? scope.postMessage({ ok: true, facts }, [])
        : scope.postMessage({ ok: true, mesh, facts }, buffersOf(mesh)),
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
