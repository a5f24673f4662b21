import { strToU8, zipSync } from 'fflate';

export const coreNamespace = 'http://schemas.microsoft.com/3dmanufacturing/core/2015/02';

/** The mesh of a box with a corner in the origin, faces outward. @param properties attributes of each triangle */
export function boxMesh(
  [x, y, z]: readonly [number, number, number] = [20, 10, 5],
  properties: (triangle: number) => string = () => '',
): string {
  const vertices = Array.from(
    { length: 8 },
    (_, at) => `<vertex x="${at & 1 ? x : 0}" y="${at & 2 ? y : 0}" z="${at & 4 ? z : 0}"/>`,
  );
  const triangles = ['023', '031', '457', '476', '015', '054', '267', '273', '046', '062', '137', '175'].map(
    (corners, at) => `<triangle v1="${corners[0]!}" v2="${corners[1]!}" v3="${corners[2]!}" ${properties(at)}/>`,
  );
  return `<mesh><vertices>${vertices.join('')}</vertices><triangles>${triangles.join('')}</triangles></mesh>`;
}

export interface Package {
  /** As the core specification writes it. */
  readonly unit?: string;
  /** Attributes of the model's first tag, besides its namespace. */
  readonly attributes?: string;
  readonly resources?: string;
  readonly build?: string;
  readonly others?: Readonly<Record<string, string>>;
  readonly root?: string;
  readonly relations?: string | undefined;
}

/** A 3MF package; by default of one box of 20 × 10 × 5 mm. */
export function threeMfFile({
  unit = 'millimeter',
  attributes = '',
  resources = `<object id="1" type="model">${boxMesh()}</object>`,
  build = '<item objectid="1"/>',
  others = {},
  root = '3D/3dmodel.model',
  relations = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Target="/${root}" Id="rel0" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>`,
}: Package = {}): Uint8Array<ArrayBuffer> {
  const model = modelText(resources, build, attributes, unit);
  const files = { '_rels/.rels': relations, [root]: model, ...others };
  return Uint8Array.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );
}

export function modelText(resources: string, build = '', attributes = '', unit = 'millimeter'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<model unit="${unit}" xmlns="${coreNamespace}" ${attributes}><resources>${resources}</resources><build>${build}</build></model>`;
}
