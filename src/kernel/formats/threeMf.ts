import { zipSync } from 'fflate';
import type { Body } from './body';
import { weld, type Mesh } from './mesh';

/** Archives have no time zone, and their times begin in 1980. A fixed time keeps the bytes the same. */
const archiveTime = new Date(1980, 0, 1);

/** 3MF core specification 1.3, in mm: an object for each body with its name and colour. */
export function writeThreeMf(name: string, bodies: readonly (Body & { readonly mesh: Mesh })[]): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/></Types>',
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rel0" Target="/3D/3dmodel.model" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/></Relationships>',
    '3D/3dmodel.model': model(name, bodies),
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

function model(name: string, bodies: readonly (Body & { readonly mesh: Mesh })[]): string {
  const materials = 1;
  const objectId = (index: number): number => index + 2;
  const bases = bodies
    .map((body) => `<base name="${escaped(body.name)}" displaycolor="${body.color.toUpperCase()}"/>`)
    .join('');
  const objects = bodies
    .map(
      (body, index) =>
        `<object id="${objectId(index)}" type="model" name="${escaped(body.name)}" pid="${materials}" pindex="${index}">${meshXml(body.mesh)}</object>`,
    )
    .join('');
  const items = bodies.map((_, index) => `<item objectid="${objectId(index)}"/>`).join('');
  return `<model unit="millimeter" xml:lang="en-US" xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02"><metadata name="Title">${escaped(name)}</metadata><metadata name="Application">Makistry CAD</metadata><resources><basematerials id="${materials}">${bases}</basematerials>${objects}</resources><build>${items}</build></model>`;
}

function meshXml(mesh: Mesh): string {
  const { positions, triangles } = weld(mesh);
  const vertices: string[] = [];
  for (let index = 0; index < positions.length; index += 3)
    vertices.push(
      `<vertex x="${positions[index] ?? 0}" y="${positions[index + 1] ?? 0}" z="${positions[index + 2] ?? 0}"/>`,
    );
  const faces: string[] = [];
  for (let index = 0; index < triangles.length; index += 3)
    faces.push(
      `<triangle v1="${triangles[index] ?? 0}" v2="${triangles[index + 1] ?? 0}" v3="${triangles[index + 2] ?? 0}"/>`,
    );
  return `<mesh><vertices>${vertices.join('')}</vertices><triangles>${faces.join('')}</triangles></mesh>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Without the characters that XML 1.0 forbids. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what has to go
  const possible = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return possible.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
