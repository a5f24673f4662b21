import type { Tag } from '../../../formats/threeMf/xmlTags';
import { colourOf, type Colour } from './colours';
import { numberOf, oneLine } from './document';
import { roles, type Range } from './slicer';
import type { SlicerFiles } from './slicerFiles';

export const prusaPart = 'Metadata/Slic3r_PE_model.config';
const prusaProject = 'Metadata/Slic3r_PE.config';

/** PrusaSlicer's settings for ranges of an object's triangles, by the object's id. */
export async function readPrusa(files: SlicerFiles, extruders: readonly Colour[]): Promise<[string, Range[]][]> {
  const objects: [string, Range[]][] = [];
  let whole = { name: '', extruder: '' };
  let volume: { -readonly [key in keyof Range]: Range[key] } | undefined;
  const read = (tag: Tag): void => {
    const [key, value = ''] = [tag.get('key'), tag.get('value')];
    if (tag.name === 'object') {
      objects.push([numberOf(tag.get('id')), []]);
      whole = { name: '', extruder: '' };
      volume = undefined;
    } else if (tag.name === 'volume') {
      volume = {
        name: whole.name,
        role: 'part',
        colour: colourAt(extruders, whole.extruder),
        first: Number(tag.get('firstid')),
        last: Number(tag.get('lastid')),
      };
      objects.at(-1)?.[1].push(volume);
    } else if (tag.name === 'metadata' && (!volume || tag.get('type') === 'object')) {
      if (key === 'name') whole.name = oneLine(value);
      if (key === 'extruder') whole.extruder = value;
    } else if (tag.name === 'metadata' && volume) {
      if (key === 'name' && value !== '') volume.name = oneLine(value);
      if (key === 'volume_type') volume.role = roles.get(value) ?? 'part';
      // Older versions had one kind only.
      if (key === 'modifier' && value === '1' && volume.role === 'part') volume.role = 'modifier';
      if (key === 'extruder' && value !== '0') volume.colour = colourAt(extruders, value);
    }
  };
  await files.tags(prusaPart, read);
  if (!objects.every(([, ranges]) => ranges.every(isRange))) files.note(prusaPart);
  return objects.map(([id, ranges]) => [id, ranges.filter(isRange)]);
}

function isRange({ first, last }: Range): boolean {
  return Number.isInteger(first) && Number.isInteger(last) && first >= 0;
}

/** 0 stands for the first extruder, too, where nothing else is set. */
function colourAt(extruders: readonly Colour[], number: string): Colour {
  return extruders[Math.max(1, Number(number)) - 1] ?? -1;
}

/**
 * The colours of the extruders in PrusaSlicer's settings, by their numbers from 0: those of the extruders themselves,
 * else of the filaments in them.
 */
export async function prusaColours(files: SlicerFiles): Promise<Colour[]> {
  const lines = (await files.text(prusaProject)).split('\n');
  const listOf = (key: string): Colour[] => {
    const line = lines.find((one) => one.startsWith(`; ${key} = `)) ?? '';
    return line
      .slice(line.indexOf('=') + 1)
      .split(';')
      .map((colour) => colourOf(colour.replaceAll('"', '').trim()));
  };
  const filaments = listOf('filament_colour');
  const extruders = listOf('extruder_colour');
  return Array.from({ length: Math.max(extruders.length, filaments.length) }, (_, at) =>
    (extruders[at] ?? -1) === -1 ? (filaments[at] ?? -1) : (extruders[at] ?? -1),
  );
}
