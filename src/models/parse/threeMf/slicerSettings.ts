import type { ThreeMfPackage } from '../../../formats/threeMf/package';
import { bambuColours, readBambu, type BambuSettings } from './bambu';
import type { Colour } from './colours';
import { prusaColours, readPrusa } from './prusa';
import type { Range } from './slicer';
import { SlicerFiles } from './slicerFiles';

/** The settings in a slicer's own files for the objects of a project. */
export interface SlicerSettings extends BambuSettings {
  /** As PrusaSlicer writes them, by the object's id. */
  readonly ranges: ReadonlyMap<string, readonly Range[]>;
  /** The colours that the extruders are loaded with, by their numbers from 0. */
  readonly extruders: readonly Colour[];
  /** The names of the files that are damaged, of which some settings may be missing. */
  readonly unread: ReadonlySet<string>;
}

export async function readSlicerSettings(archive: ThreeMfPackage): Promise<SlicerSettings> {
  const files = new SlicerFiles(archive);
  const bambu = await bambuColours(files);
  const extruders = bambu.length > 0 ? bambu : await prusaColours(files);
  const ranges = await readPrusa(files, extruders);
  const settings = await readBambu(files, extruders);
  return { ...settings, ranges: new Map(ranges), extruders, unread: files.unread };
}
