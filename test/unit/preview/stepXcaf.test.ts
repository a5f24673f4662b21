import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { caseFiles } from '../../support/cases.js';
import { corpusFiles } from '../../support/corpus.js';
import { newKernel, readModel, type ReadModel } from '../../support/readStep.js';
import { xcafReader, type XcafPart } from '../../support/xcafReader.js';

/** Where we differ, and why we are right. */
const knownColours: Readonly<Record<string, string>> = {
  'p07_instance_colour.step': 'it gives the colour of one instance to both',
  'odrive_PCB_v3.5.step': 'it loses the colours of faces of parts that occur several times',
  'freecad_SOT23.stp': 'surfaces without name and colour are one part here',
};
const knownNames: Readonly<Record<string, string>> = {
  'p03_string_escapes.step': 'it doesn’t know \\P.\\ and \\X\\',
  'p04_codepages.step': 'it doesn’t know national code pages',
};
/** What it can't open and we can. */
const unopened = ['p05_bom.step', 'p15_tessellated.stp', 'p18_two_data_sections.step', 'p20_no_product.step'];
const noName = /^(?:NONE|\(Unsaved\)|Open[ _]CASCADE.*)?$/;

describe('Names and colours of a STEP file are those that a reader with the kernel’s own documents gives', () => {
  const kernel = newKernel();
  let read: (bytes: Uint8Array) => readonly XcafPart[] | undefined;
  before(async () => {
    read = await xcafReader();
  });
  after(() => kernel.dispose());

  const corpus = corpusFiles()
    .filter(({ name, facts }) => name.startsWith('step/') && facts.error === undefined)
    .map((file) => file.path);
  for (const file of [...caseFiles().filter((one) => /\.ste?p$/i.test(one)), ...corpus]) {
    const name = path.basename(file);
    it(name, async () => {
      const bytes = Uint8Array.from(fs.readFileSync(file));
      const theirs = read(bytes);
      const ours = await readModel(kernel, bytes);
      assert.equal(theirs === undefined, unopened.includes(name), 'whether it opens it');
      if (!theirs) return;
      if (!(name in knownColours)) assert.deepEqual(coloursOf(ours), theirs.map(({ colours }) => colours).sort());
      const names = ours.parts.map((part) => part.name).join('\n');
      const lost = theirs.filter((part) => !noName.test(part.name) && !names.includes(part.name));
      assert.deepEqual(name in knownNames ? [] : lost, []);
    });
  }
});

/** Of each part, its faces' colours, each once. */
function coloursOf({ mesh: { faceColours, parts } }: ReadModel): string[] {
  const hex = (colour: number): string => (colour === -1 ? '-' : colour.toString(16).padStart(6, '0'));
  return parts
    .map(({ colour, faces: [first, count] }) => {
      const found = [...faceColours.subarray(first, first + count)];
      return [...new Set(found.map((own) => hex(own === -1 ? colour : own)))].sort().join(' ');
    })
    .sort();
}
