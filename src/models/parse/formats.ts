/** Mesh files, which the page reads itself. */
export const meshFormats = ['stl', 'glb', '3mf'] as const;
export type MeshFormat = (typeof meshFormats)[number];
