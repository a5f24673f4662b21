import type { ThreeMfPackage } from '../../../formats/threeMf/package';
import { tagsOf } from '../../../formats/threeMf/xmlTags';
import { parseJson } from '../../../base/json';
import type { PartRole } from '../../../kernel/stepModel';
import { colourOf, type Colour } from './colours';
import { oneLine } from './document';

/** What a slicer says of a piece of an object, beside the model. */
export interface Piece {
  readonly name: string;
  readonly role: PartRole;
  /** -1 where there is none. */
  readonly colour: Colour;
}

/** What a slicer's own file says of the objects of a project. */
export interface SlicerSettings {
  /** Stretches of an object's triangles, as PrusaSlicer writes them. */
  readonly ranges: ReadonlyMap<string, readonly (Piece & { readonly first: number; readonly last: number })[]>;
  /** By the object and the component's object, as Bambu Studio and OrcaSlicer write them. */
  readonly parts: ReadonlyMap<string, Piece>;
  /** By the object's id. */
  readonly objects: ReadonlyMap<string, Pick<Piece, 'name' | 'colour'>>;
}

/** What the pieces of an object are to the slicer, by PrusaSlicer's words and by Bambu Studio's. */
const roles: ReadonlyMap<string, PartRole> = new Map([
  ['NegativeVolume', 'negative'],
  ['ParameterModifier', 'modifier'],
  ['SupportEnforcer', 'support'],
  ['SupportBlocker', 'support'],
  ['negative_part', 'negative'],
  ['modifier_part', 'modifier'],
  ['support_enforcer', 'support'],
  ['support_blocker', 'support'],
]);

const prusaPart = 'Metadata/Slic3r_PE_model.config';
const bambuPart = 'Metadata/model_settings.config';
const bambuProject = 'Metadata/project_settings.config';

/** @throws ParseFailure when one of the slicer's files is damaged */
export async function readSlicerSettings(archive: ThreeMfPackage): Promise<SlicerSettings> {
  const ranges: [string, (Piece & { first: number; last: number })[]][] = [];
  const parts = new Map<string, Piece>();
  const objects = new Map<string, Pick<Piece, 'name' | 'colour'>>();
  if (archive.has(prusaPart)) ranges.push(...(await readPrusa(archive)));
  if (archive.has(bambuPart)) await readBambu(archive, parts, objects);
  return { ranges: new Map(ranges), parts, objects };
}

async function readPrusa(archive: ThreeMfPackage): Promise<[string, (Piece & { first: number; last: number })[]][]> {
  const objects: [string, (Piece & { first: number; last: number })[]][] = [];
  let volume: { name: string; role: PartRole; colour: Colour; first: number; last: number } | undefined;
  for (const tag of tagsOf(await archive.text(prusaPart))) {
    if (tag.name === 'object') {
      objects.push([tag.get('id') ?? '', []]);
      volume = undefined;
    } else if (tag.name === 'volume') {
      volume = {
        name: '',
        role: 'part',
        colour: -1,
        first: Number(tag.get('firstid')),
        last: Number(tag.get('lastid')),
      };
      objects.at(-1)?.[1].push(volume);
    } else if (tag.name === 'metadata' && volume && tag.get('type') !== 'object') {
      if (tag.get('key') === 'name') volume.name = oneLine(tag.get('value') ?? '');
      if (tag.get('key') === 'volume_type') volume.role = roles.get(tag.get('value') ?? '') ?? 'part';
      // Before there were more kinds than one.
      if (tag.get('key') === 'modifier' && tag.get('value') === '1' && volume.role === 'part') volume.role = 'modifier';
    }
  }
  return objects;
}

async function readBambu(
  archive: ThreeMfPackage,
  parts: Map<string, Piece>,
  objects: Map<string, Pick<Piece, 'name' | 'colour'>>,
): Promise<void> {
  const filaments = await filamentColours(archive);
  let object = { id: '', name: '', colour: -1 };
  let part: { id: string; name: string; role: PartRole; colour: Colour } | undefined;
  const keep = (): void => {
    if (part)
      parts.set(pieceKey(object.id, part.id), { ...part, colour: part.colour === -1 ? object.colour : part.colour });
    objects.set(object.id, { name: object.name, colour: object.colour });
  };
  for (const tag of tagsOf(await archive.text(bambuPart))) {
    if (tag.name === 'plate' || tag.name === 'assemble') break;
    if (tag.name === 'object' || tag.name === 'part') keep();
    if (tag.name === 'object') {
      object = { id: tag.get('id') ?? '', name: '', colour: -1 };
      part = undefined;
    } else if (tag.name === 'part') {
      part = { id: tag.get('id') ?? '', name: '', role: roles.get(tag.get('subtype') ?? '') ?? 'part', colour: -1 };
    } else if (tag.name === 'metadata') {
      const of = part ?? object;
      if (tag.get('key') === 'name') of.name = oneLine(tag.get('value') ?? '');
      if (tag.get('key') === 'extruder') of.colour = filaments[Number(tag.get('value')) - 1] ?? -1;
    }
  }
  keep();
}

/** By the number of the extruder, from 0. */
async function filamentColours(archive: ThreeMfPackage): Promise<Colour[]> {
  if (!archive.has(bambuProject)) return [];
  const project = parseJson(await archive.text(bambuProject));
  const colours: unknown =
    typeof project === 'object' && project !== null && 'filament_colour' in project ? project.filament_colour : [];
  return Array.isArray(colours) ? colours.map((colour) => colourOf(typeof colour === 'string' ? colour : '')) : [];
}

export function pieceKey(object: string, component: string): string {
  return `${object}|${component}`;
}
