import type { TDF_Label } from 'replicad-opencascadejs';
import type { Modeller } from '../modeller';
import { linear, rgb, type Body } from './body';
import type { LengthUnit } from './stl';

const file = 'model.step';

/**
 * The time of the file that OpenCascade writes (ISO 10303-21 §8.2.3), and its replacement of the same length, so that
 * nothing else moves.
 */
const fileTime = /(?<=FILE_NAME\('[^']{0,200}',\s{0,4}')\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=')/;
const noTime = '1970-01-01T00:00:00';
/** The header is in the first bytes. */
const headerBytes = 2048;

/**
 * STEP AP242 with the names and colours of bodies and faces; the bytes of the same bodies are the same every time.
 * @throws Error when OpenCascade can't write it
 */
export function writeStep(modeller: Modeller, bodies: readonly Body[], unit: LengthUnit = 'mm'): Uint8Array {
  const { oc } = modeller;
  const text = (value: string): InstanceType<typeof oc.TCollection_ExtendedString> =>
    modeller.own(new oc.TCollection_ExtendedString(value, true));
  const document = modeller.own(new oc.TDocStd_Document(text('XmlOcaf')));
  const root = modeller.own(document.Main());
  oc.XCAFDoc_ShapeTool.SetAutoNaming(false);
  const shapes = modeller.own(oc.XCAFDoc_DocumentTool.ShapeTool(root));
  const colors = modeller.own(oc.XCAFDoc_DocumentTool.ColorTool(root));
  const paint = (label: TDF_Label, color: string, opacity = 1): void => {
    const [red = 0, green = 0, blue = 0] = rgb(color).map(linear);
    const kind = oc.XCAFDoc_ColorType.XCAFDoc_ColorSurf;
    colors.SetColor(label, modeller.own(new oc.Quantity_ColorRGBA(red, green, blue, opacity)), kind);
  };
  for (const { name, color, opacity, shape, faces } of bodies) {
    const label = modeller.own(shapes.NewShape());
    shapes.SetShape(label, shape);
    modeller.own(oc.TDataStd_Name.Set(label, text(name)));
    if (color !== undefined) paint(label, color, opacity);
    for (const own of faces ?? []) paint(modeller.own(shapes.AddSubShape(label, own.face)), own.color, opacity);
  }
  shapes.UpdateAssemblies();
  const writer = modeller.own(new oc.STEPCAFControl_Writer(modeller.own(new oc.XSControl_WorkSession()), false));
  oc.Interface_Static.SetCVal('xstep.cascade.unit', 'MM');
  oc.Interface_Static.SetCVal('write.step.unit', unit === 'mm' ? 'MM' : 'INCH');
  // AP242, with the curves of the edges on their faces.
  oc.Interface_Static.SetIVal('write.step.schema', 5);
  oc.Interface_Static.SetIVal('write.surfacecurve.mode', 1);
  writer.SetColorMode(true);
  writer.SetNameMode(true);
  if (!writer.Perform(document, file, modeller.own(new oc.Message_ProgressRange())))
    throw new Error('OpenCascade can’t write this STEP file.');
  const bytes = oc.FS.readFile(file);
  oc.FS.unlink(file);
  return withoutTime(bytes);
}

/** Making the same part again gives the same bytes, so nobody has to be asked whether the old file may be replaced. */
function withoutTime(bytes: Uint8Array): Uint8Array {
  const header = new TextDecoder('latin1').decode(bytes.subarray(0, headerBytes));
  const { index } = fileTime.exec(header) ?? {};
  if (index === undefined) throw new Error('The header of the STEP file has no time in its place.');
  bytes.set(new TextEncoder().encode(noTime), index);
  return bytes;
}
