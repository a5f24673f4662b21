// The decoders of compressed GLB files: a bundle of its own (dist/decoders.js), loaded with the first such file: in the
// page's worker by its text, in the download's check by its name.
import makeDraco from 'three/examples/jsm/libs/draco/gltf/draco_decoder.js';
// The library's own decoder is WebAssembly, which the page's policy would have to allow.
import { MeshoptDecoder } from '../../../node_modules/meshoptimizer/meshopt_decoder_reference.js';
import type { Decoders, Draco } from '../parse/glb/decoders';

const decoders: Decoders = {
  draco: () => makeDraco() as Promise<Draco>,
  meshopt: MeshoptDecoder as Decoders['meshopt'],
};

Object.assign(globalThis, { makistryDecoders: decoders });
