import type { Tag } from '../../../formats/threeMf/xmlTags';
import { colourOf, type Colour } from './colours';
import { numberOf, oneLine } from './document';
import { pieceKey, roles, type Piece } from './slicer';
import type { SlicerFiles } from './slicerFiles';

const bambuPart = 'Metadata/model_settings.config';
const bambuProject = 'Metadata/project_settings.config';

export interface BambuSettings {
  /** By the ids of the object and of the component's object. */
  readonly parts: ReadonlyMap<string, Piece>;
  /** By the object's id. */
  readonly objects: ReadonlyMap<string, Pick<Piece, 'name' | 'colour'>>;
  /** The plate that an object lies on, by the object's id and by how many copies of it come before in the build. */
  readonly plates: ReadonlyMap<string, string>;
}

/** The settings of Bambu Studio and OrcaSlicer for objects, their parts and plates. */
export async function readBambu(files: SlicerFiles, filaments: readonly Colour[]): Promise<BambuSettings> {
  const reader = new BambuReader(filaments);
  await files.tags(bambuPart, (tag) => reader.read(tag));
  return reader.settings;
}

class BambuReader {
  readonly #filaments: readonly Colour[];
  readonly #parts = new Map<string, Piece>();
  readonly #objects = new Map<string, Pick<Piece, 'name' | 'colour'>>();
  readonly #plates: { name: string; readonly instances: string[] }[] = [];
  #where: 'outside' | 'object' | 'part' | 'plate' | 'instance' = 'outside';
  #object = { id: '', name: '', colour: -1 };
  #part: { id: string; name: string; role: Piece['role']; colour: Colour } | undefined;
  #instance = '';

  constructor(filaments: readonly Colour[]) {
    this.#filaments = filaments;
  }

  get settings(): BambuSettings {
    this.#keep();
    const named = this.#plates.map(({ name, instances }, at) => ({ name: name || `${at + 1}`, instances }));
    const plates = named.flatMap(({ name, instances }) => instances.map((instance) => [instance, name] as const));
    // A single plate needs no name to be told by.
    return { parts: this.#parts, objects: this.#objects, plates: new Map(named.length > 1 ? plates : []) };
  }

  read(tag: Tag): void {
    switch (tag.name) {
      case 'object':
        this.#keep();
        this.#where = 'object';
        this.#object = { id: numberOf(tag.get('id')), name: '', colour: this.#filaments[0] ?? -1 };
        this.#part = undefined;
        return;
      case 'part':
        this.#keep();
        this.#where = 'part';
        this.#part = {
          id: numberOf(tag.get('id')),
          name: '',
          role: roles.get(tag.get('subtype') ?? '') ?? 'part',
          colour: -1,
        };
        return;
      case 'plate':
        this.#where = 'plate';
        this.#plates.push({ name: '', instances: [] });
        return;
      case 'model_instance':
        this.#where = 'instance';
        return;
      case 'assemble':
        this.#where = 'outside';
        return;
      case 'metadata':
        this.#metadata(tag.get('key') ?? '', tag.get('value') ?? '');
        return;
      default:
    }
  }

  #metadata(key: string, value: string): void {
    const plate = this.#plates.at(-1);
    if (this.#where === 'plate' && key === 'plater_name' && plate) plate.name = oneLine(value);
    if (this.#where === 'instance' && key === 'object_id') this.#instance = numberOf(value);
    if (this.#where === 'instance' && key === 'instance_id') plate?.instances.push(pieceKey(this.#instance, value));
    if (this.#where !== 'object' && this.#where !== 'part') return;
    const of = this.#part ?? this.#object;
    if (key === 'name') of.name = oneLine(value);
    if (key === 'extruder') of.colour = this.#filaments[Number(value) - 1] ?? of.colour;
  }

  #keep(): void {
    const { id, name, colour } = this.#object;
    if (this.#part)
      this.#parts.set(pieceKey(id, this.#part.id), {
        ...this.#part,
        colour: this.#part.colour === -1 ? colour : this.#part.colour,
      });
    if (id !== '') this.#objects.set(id, { name, colour });
  }
}

/** The colours of the filaments, by the number of the extruder, from 0. */
export async function bambuColours(files: SlicerFiles): Promise<Colour[]> {
  const project = await files.json(bambuProject);
  const colours: unknown =
    typeof project === 'object' && project !== null && 'filament_colour' in project ? project.filament_colour : [];
  return Array.isArray(colours) ? colours.map((colour) => colourOf(typeof colour === 'string' ? colour : '')) : [];
}
