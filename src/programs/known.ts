import type { OutputFormat } from '../api/types';
import { filePlaceholder } from './program';

/** A name in a folder, or which names are meant: of several the one with the highest version. */
export type Segment = string | RegExp;

/** A program that many have, and where it is installed. */
export interface KnownProgram {
  readonly name: string;
  readonly formats: readonly OutputFormat[];
  /** Beside the file alone. */
  readonly arguments?: readonly string[];
  /** Where it takes files by an address only. */
  readonly addressOf?: (file: string) => string;
  /** Below the folders of programs (`Program Files`, those of the user). */
  readonly windows?: readonly (readonly Segment[])[];
  /** Below `%LOCALAPPDATA%`. */
  readonly windowsUser?: readonly (readonly Segment[])[];
  /** Below `/Applications` and the user's. */
  readonly mac?: readonly (readonly Segment[])[];
  /** Names on the path of Linux. */
  readonly commands?: readonly string[];
  /** What it is called at Flathub, the present name first. */
  readonly flatpak?: readonly string[];
  readonly appImage?: RegExp;
}

/**
 * Blender opens its own files only, so a script imports the model. The file comes behind it as an argument of its own,
 * and is no part of the code.
 */
const importIntoBlender = [
  'import bpy, sys',
  'file = sys.argv[-1]',
  'is_glb = file.lower().endswith(".glb")',
  'stl = bpy.ops.wm.stl_import if bpy.app.version >= (4, 2, 0) else bpy.ops.import_mesh.stl',
  '(bpy.ops.import_scene.gltf if is_glb else stl)(filepath=file)',
].join('\n');

/** What slicers of one descent read. */
const sliced: readonly OutputFormat[] = ['3MF', 'STEP', 'STL'];

/** The programs that are looked for, in the order in which they are offered. */
export const knownPrograms: readonly KnownProgram[] = [
  {
    name: 'FreeCAD',
    formats: ['STEP', '3MF', 'STL'],
    windows: [[/^FreeCAD( [\d.]+)?$/i, 'bin', /^FreeCAD\.exe$/i]],
    mac: [['FreeCAD.app']],
    commands: ['freecad', 'FreeCAD'],
    flatpak: ['org.freecad.FreeCAD', 'org.freecadweb.FreeCAD'],
    appImage: /^FreeCAD[-_\w.]*\.AppImage$/i,
  },
  {
    name: 'Blender',
    formats: ['GLB', 'STL'],
    arguments: ['--python-expr', importIntoBlender, '--', filePlaceholder],
    windows: [['Blender Foundation', /^Blender [\d.]+$/i, /^blender\.exe$/i]],
    mac: [['Blender.app']],
    commands: ['blender'],
    flatpak: ['org.blender.Blender'],
  },
  {
    name: 'OrcaSlicer',
    formats: sliced,
    windows: [['OrcaSlicer', /^orca-slicer\.exe$/i]],
    mac: [['OrcaSlicer.app']],
    commands: ['orca-slicer', 'OrcaSlicer'],
    flatpak: ['com.orcaslicer.OrcaSlicer', 'io.github.softfever.OrcaSlicer'],
    appImage: /^OrcaSlicer[-_\w.+]*\.AppImage$/i,
  },
  {
    name: 'PrusaSlicer',
    formats: sliced,
    windows: [['Prusa3D', 'PrusaSlicer', /^prusa-slicer\.exe$/i]],
    mac: [['PrusaSlicer.app'], ['Original Prusa Drivers', 'PrusaSlicer.app']],
    commands: ['prusa-slicer', 'PrusaSlicer'],
    flatpak: ['com.prusa3d.PrusaSlicer'],
    appImage: /^PrusaSlicer[-_\w.+]*\.AppImage$/i,
  },
  {
    name: 'Bambu Studio',
    formats: sliced,
    windows: [['Bambu Studio', /^bambu-studio\.exe$/i]],
    mac: [['BambuStudio.app']],
    commands: ['bambu-studio', 'BambuStudio'],
    flatpak: ['com.bambulab.BambuStudio'],
    appImage: /^Bambu_?Studio[-_\w.+]*\.AppImage$/i,
  },
  {
    name: 'UltiMaker Cura',
    formats: ['3MF', 'STL', 'GLB'],
    windows: [[/^UltiMaker Cura( [\d.]+)?$/i, /^(?:UltiMaker-)?Cura\.exe$/i]],
    mac: [[/^UltiMaker[ -]Cura\.app$/i]],
    commands: ['cura', 'UltiMaker-Cura'],
    flatpak: ['com.ultimaker.cura'],
    appImage: /^UltiMaker-Cura[-_\w.+]*\.AppImage$/i,
  },
  {
    name: 'Autodesk Fusion',
    formats: ['STEP', '3MF', 'STL'],
    // As Autodesk documents it ("Opening Files from a Web Page"): the launcher's path changes with each update.
    addressOf: (file) => `fusion360://host/?command=open&file=${encodeURIComponent(file)}`,
    windowsUser: [['Autodesk', 'webdeploy', 'production', /^[0-9a-f]{40}$/i, /^Fusion(?:Launcher|360)\.exe$/i]],
    mac: [[/^Autodesk Fusion(?: 360)?\.app$/i]],
  },
  {
    name: 'SOLIDWORKS',
    formats: ['STEP', '3MF', 'STL'],
    windows: [['SOLIDWORKS Corp', /^SOLIDWORKS(?: \(\d+\))?$/i, /^SLDWORKS\.exe$/i]],
  },
];
