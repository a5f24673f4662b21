// Two libraries that have no types of their own: what is used of them is in ../parse/glb/decoders.ts.

declare module '*/meshopt_decoder_reference.js' {
  export const MeshoptDecoder: unknown;
}

declare module 'three/examples/jsm/libs/draco/gltf/draco_decoder.js' {
  const makeDraco: () => Promise<unknown>;
  export default makeDraco;
}
