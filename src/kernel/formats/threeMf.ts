import { zipSync } from 'fflate';
import type { Look, MeshBody } from './body';
import { samePlace, weld, type Welded } from './weld';

/** Archives have no time zone, and their times begin in 1980. A fixed time keeps the bytes the same. */
const archiveTime = new Date(1980, 0, 1);

/**
 * 3MF core specification 1.3, in mm: an object for each body with its name and colours. Triangles have theirs from the
 * list of materials, and corners that differ from a colour group of the materials extension.
 * @param within how close corners are one: see `weld`
 */
export function writeThreeMf(name: string, bodies: readonly MeshBody[], within = samePlace): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
    '3D/3dmodel.model': model(name, bodies, within),
  };
  const encoder = new TextEncoder();
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([file, text]) => [
        file,
        encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`),
      ]),
    ),
    { mtime: archiveTime },
  );
}

const materials = 1;
const colourGroup = 2;
const materialsExtension = 'xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02"';

function model(name: string, bodies: readonly MeshBody[], within: number): string {
  const objectId = (index: number): number => index + 3;
  const listed = new Listed(bodies);
  const objects = bodies.map((body, index) => {
    const own = body.color === undefined ? '' : ` pid="${materials}" pindex="${listed.indexOf(body)}"`;
    const name = `id="${objectId(index)}" type="model" name="${escaped(body.name)}"`;
    return `<object ${name}${own}>${meshXml(body, weld(body.mesh, within), listed)}</object>`;
  });
  const items = bodies.map((_, index) => `<item objectid="${objectId(index)}"/>`).join('');
  const { bases, colours } = listed;
  const resources = [
    bases.length > 0 ? `<basematerials id="${materials}">${bases.join('')}</basematerials>` : '',
    colours.length > 0 ? `<m:colorgroup id="${colourGroup}">${colours.join('')}</m:colorgroup>` : '',
    ...objects,
  ].join('');
  const extension = colours.length > 0 ? ` ${materialsExtension}` : '';
  return `<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"${extension}><metadata name="Title">${escaped(name)}</metadata><metadata name="Application">Makistry CAD</metadata><resources>${resources}</resources><build>${items}</build></model>`;
}

/** The materials of the bodies and of triangles, and the colours of corners, each with its number. */
class Listed {
  readonly bases: string[] = [];
  readonly colours: string[] = [];
  readonly #bodies = new Map<Look, number>();
  readonly #ofTriangles = new Map<number, number>();
  readonly #ofCorners = new Map<number, number>();

  constructor(bodies: readonly MeshBody[]) {
    for (const body of bodies) {
      if (body.color === undefined) continue;
      this.#bodies.set(body, this.bases.length);
      const alpha = body.opacity === undefined ? '' : hexadecimal(Math.round(body.opacity * 255), 2);
      this.bases.push(`<base name="${escaped(body.name)}" displaycolor="${body.color.toUpperCase()}${alpha}"/>`);
    }
  }

  indexOf(body: Look): number {
    return this.#bodies.get(body) ?? 0;
  }

  /** The attributes of a triangle whose corners have these colours, 0xRRGGBB each. */
  attributes(corners: readonly [number, number, number]): string {
    if (corners[1] === corners[0] && corners[2] === corners[0]) {
      const [color] = corners;
      const index = numbered(this.#ofTriangles, color, this.bases, (hex) => {
        return `<base name="#${hex}" displaycolor="#${hex}"/>`;
      });
      return ` pid="${materials}" p1="${index}"`;
    }
    const index = (color: number): number =>
      numbered(this.#ofCorners, color, this.colours, (hex) => `<m:color color="#${hex}"/>`);
    return ` pid="${colourGroup}" p1="${index(corners[0])}" p2="${index(corners[1])}" p3="${index(corners[2])}"`;
  }
}

function numbered(known: Map<number, number>, color: number, list: string[], tag: (hex: string) => string): number {
  const before = known.get(color);
  if (before !== undefined) return before;
  known.set(color, list.length);
  return list.push(tag(hexadecimal(color, 6))) - 1;
}

function hexadecimal(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

function meshXml({ mesh, vertexColors }: MeshBody, { positions, triangles, sources }: Welded, listed: Listed): string {
  const vertices: string[] = [];
  for (let index = 0; index < positions.length; index += 3)
    vertices.push(
      `<vertex x="${positions[index] ?? 0}" y="${positions[index + 1] ?? 0}" z="${positions[index + 2] ?? 0}"/>`,
    );
  const colourOf = (corner: number): number => {
    const at = 3 * (mesh.triangles[corner] ?? 0);
    return ((vertexColors?.[at] ?? 0) << 16) | ((vertexColors?.[at + 1] ?? 0) << 8) | (vertexColors?.[at + 2] ?? 0);
  };
  const faces: string[] = [];
  for (let index = 0; index < triangles.length; index += 3) {
    const first = 3 * (sources[index / 3] ?? 0);
    const colours = vertexColors ? listed.attributes([colourOf(first), colourOf(first + 1), colourOf(first + 2)]) : '';
    faces.push(
      `<triangle v1="${triangles[index] ?? 0}" v2="${triangles[index + 1] ?? 0}" v3="${triangles[index + 2] ?? 0}"${colours}/>`,
    );
  }
  return `<mesh><vertices>${vertices.join('')}</vertices><triangles>${faces.join('')}</triangles></mesh>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without the characters that XML 1.0 forbids. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what has to go
  const possible = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return possible.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
