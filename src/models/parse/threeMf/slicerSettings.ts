import type { ThreeMfPackage } from '../../../formats/threeMf/package';
import { bambuColours, bambuPart, readBambu, type BambuSettings } from './bambu';
import type { Colour } from './colours';
import { prusaColours, prusaPart, readPrusa } from './prusa';
import type { Range } from './slicer';

/** The settings in a slicer's own files for the objects of a project. */
export interface SlicerSettings extends BambuSettings {
  /** As PrusaSlicer writes them, by the object's id. */
  readonly ranges: ReadonlyMap<string, readonly Range[]>;
  /** The colours that the extruders are loaded with, by their numbers from 0. */
  readonly extruders: readonly Colour[];
}

/** @throws ParseFailure when one of the slicer's files is damaged */
export async function readSlicerSettings(archive: ThreeMfPackage): Promise<SlicerSettings> {
  const bambu = await bambuColours(archive);
  const extruders = bambu.length > 0 ? bambu : await prusaColours(archive);
  const ranges = archive.has(prusaPart) ? await readPrusa(archive, extruders) : [];
  const settings = archive.has(bambuPart)
    ? await readBambu(archive, extruders)
    : { parts: new Map(), objects: new Map(), plates: new Map() };
  return { ...settings, ranges: new Map(ranges), extruders };
}
