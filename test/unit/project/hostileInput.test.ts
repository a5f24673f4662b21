import assert from 'node:assert/strict';
import { zipSync } from 'fflate';
import { redact } from '../../../src/api/redact.js';
import { UnexpectedResponseError } from '../../../src/api/errors.js';
import { errorFromResponse, parseJsonBody } from '../../../src/api/response.js';
import { verifyWebhook } from '../../../src/api/webhook.js';
import { diagnosticsText } from '../../../src/commands/diagnostics/diagnosticsText.js';
import { findCadBlocks } from '../../../src/document/blocks.js';
import { BufferSource } from '../../../src/download/byteSource.js';
import { fileNameFor } from '../../../src/download/naming.js';
import { formatProblem } from '../../../src/download/verify.js';
import { locatePrompt } from '../../../src/document/locate.js';
import { readAnswer } from '../../../src/local/model/answer.js';
import { numbersOf } from '../../../src/local/model/textNumbers.js';
import { withSuggestion } from '../../../src/commands/generate/refining.js';
import { wordsOf } from '../../../src/document/words.js';
import { readStepStructure } from '../../../src/kernel/stepStructure.js';
import { readPrompt } from '../../../src/local/prompt/index.js';
import { ParseFailure } from '../../../src/formats/failure.js';
import type { MeshFormat } from '../../../src/models/parse/formats.js';
import { parseMesh } from '../../../src/models/parse/index.js';
import { assertNearlyLinear, hostileUnits, repeated, repeatedWhole } from '../../support/growth.js';

const stepHead = 'ISO-10303-21;\nHEADER;\nENDSEC;\nDATA;\n';
const stepEnd = 'ENDSEC;\nEND-ISO-10303-21;\n';
const verified = (format: string, text: string): unknown =>
  formatProblem(new BufferSource(Buffer.from(text, 'latin1')), format);
const packed = (model: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(zipSync({ '3D/3dmodel.model': new TextEncoder().encode(model) }, { level: 1 }));

/** Reads a mesh or refuses it; both are answers. */
async function parsed(format: MeshFormat, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await parseMesh(format, bytes).catch((error: unknown) => assert.ok(error instanceof ParseFailure, String(error)));
}

function glbOf(json: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(20 + json.length);
  [0x46546c67, 2, bytes.length, json.length, 0x4e4f534a].forEach((value, at) => bytes.writeUInt32LE(value, at * 4));
  bytes.write(json, 20, 'latin1');
  return Uint8Array.from(bytes);
}

/** A 3MF whose object of each level holds ten of the one below. */
function nestedComponents(levels: number): Uint8Array<ArrayBuffer> {
  const mesh =
    '<mesh><vertices><vertex x="0" y="0" z="0"/><vertex x="1" y="0" z="0"/><vertex x="0" y="1" z="0"/></vertices><triangles><triangle v1="0" v2="1" v3="2"/></triangles></mesh>';
  const level = (at: number): string =>
    `<object id="${at}"><components>${`<component objectid="${at - 1}"/>`.repeat(10)}</components></object>`;
  const objects = Array.from({ length: levels }, (_, at) => level(at + 1)).join('');
  return packed(
    `<model><resources><object id="0">${mesh}</object>${objects}</resources><build><item objectid="${levels}"/></build></model>`,
  );
}

describe('No input stops the editor:', () => {
  it('a file that begins with many comments is told to be no STEP file in time proportional to its length', () =>
    assertNearlyLinear('comments at the beginning', 60_000, (size) =>
      verified('STEP', `${repeated('/**/', size)}x${stepEnd}`),
    ));

  for (const unit of ['/*', "'", '/**/', 'ANNOTATION_'])
    it(`a STEP file with a long record of ${unit} is read in time proportional to its length`, () =>
      assertNearlyLinear(unit, 60_000, (size) =>
        readStepStructure(
          unit === 'ANNOTATION_'
            ? `${stepHead}#1=${repeated(unit, size)}X('');\n${stepEnd}`
            : `${stepHead}#1=CARTESIAN_POINT('',${repeated(unit, size)}\n#2=X('');${stepEnd}`,
        ),
      ));

  it('a STEP file with many comments after its end is checked in time proportional to its length', () =>
    assertNearlyLinear('comments at the end', 60_000, (size) =>
      verified('STEP', `${stepHead}${stepEnd}${repeated('/**/', size)}x`),
    ));

  it('an STL file with many blanks at its end is checked in time proportional to its length', () =>
    assertNearlyLinear('blanks at the end', 60_000, (size) =>
      verified('STL', `solid a\nfacet normal 0 0 1\nendsolid${' '.repeat(size)}\nx`),
    ));

  it('Markdown of list marks is read in time proportional to its length', async () => {
    await assertNearlyLinear('marks in one line', 60_000, (size) =>
      findCadBlocks(`${repeated('- ', size)}\n\`\`\`cad\na plate\n\`\`\`\n`),
    );
    await assertNearlyLinear('marks and lines in them', 60_000, (size) =>
      findCadBlocks(`${repeated('> ', size / 2)}a\n${repeated('>\n', size / 2)}\`\`\`cad\n`),
    );
    await assertNearlyLinear('lists in lists', 60_000, (size) =>
      findCadBlocks(`${repeated('- ', size / 2)}a\n${repeated('\n', size / 2)}\`\`\`cad\n`),
    );
  });

  it('a stray apostrophe in a STEP file doesn’t have the rest of it looked through at each semicolon', () =>
    assertNearlyLinear('entities after an apostrophe', 1_600_000, (size) =>
      readStepStructure(`${stepHead}#1=STYLED_ITEM('a,(#2),#3);\n${repeated('#8=STYLED_ITEM($,(#7),#8);\n', size)}`),
    ));

  it('a STEP file of one product with any number of bodies has each looked at once', () =>
    assertNearlyLinear('bodies', 400_000, (size) => {
      const bodies = Array.from({ length: Math.ceil(size / 60) }, (_, at) => at + 10);
      readStepStructure(
        `${stepHead}#1=PRODUCT('a','a','',());\n#2=PRODUCT_DEFINITION_FORMATION('','',#1);\n` +
          `#3=PRODUCT_DEFINITION('','',#2,$);\n#4=PRODUCT_DEFINITION_SHAPE('','',#3);\n` +
          `#5=SHAPE_REPRESENTATION('',(${bodies.map((id) => `#${id}`).join(',')}),$);\n` +
          `#6=SHAPE_DEFINITION_REPRESENTATION(#4,#5);\n` +
          bodies.map((id) => `#${id}=TESSELLATED_SOLID('',($),$);\n`).join(''),
      );
    }));

  it('a 3MF of a few lines that stands for a million parts is refused before any is placed', async () => {
    const file = nestedComponents(15);
    assert.ok(file.length < 1500, `${file.length} bytes`);
    await assert.rejects(parseMesh('3mf', file), (error: ParseFailure) => error.code === 'too_large');
    const { mesh } = await parseMesh('3mf', nestedComponents(3));
    assert.equal(mesh.parts.length, 1000);
  });

  it('a GLB that shows one mesh thousands of times is refused before it is copied', async () => {
    const nodes = Array.from({ length: 25_000 }, () => ({ mesh: 0 }));
    const json = JSON.stringify({
      asset: { version: '2.0' },
      scenes: [{ nodes: nodes.map((_, at) => at) }],
      scene: 0,
      nodes,
      meshes: [{ primitives: [{ attributes: {} }] }],
    });
    await assert.rejects(
      parseMesh('glb', glbOf(json.padEnd(Math.ceil(json.length / 4) * 4))),
      (error: ParseFailure) => error.code === 'too_large',
    );
  });

  it('a GLB whose description is nested without an end is refused as one without triangles', async () => {
    const json = `{"asset":{"version":"2.0"},"extras":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const file = glbOf(json.padEnd(Math.ceil(json.length / 4) * 4));
    await assert.rejects(
      parseMesh('glb', file),
      (error: unknown) => error instanceof ParseFailure && error.code === 'no_triangles',
    );
  });

  it('an answer of 16 MB of brackets isn’t parsed, which takes seconds', () => {
    const response = { status: 200, ok: true, headers: new Headers() } as Response;
    const { parse } = JSON;
    let parsedLength = 0;
    JSON.parse = (text: string, ...rest) => {
      parsedLength += text.length;
      return parse(text, ...rest) as unknown;
    };
    try {
      assert.throws(() => parseJsonBody(response, '['.repeat(16_000_000)), UnexpectedResponseError);
      assert.equal(parsedLength, 0);
      const wide = `[${'["[[[[\\""],'.repeat(20_000)}[]]`;
      assert.ok(parseJsonBody(response, wide));
      assert.equal(parsedLength, wide.length);
    } finally {
      JSON.parse = parse;
    }
  });

  it('5000 brackets, or any sign, hold the reader of prompts no longer than as many letters', async () => {
    for (const unit of hostileUnits)
      await assertNearlyLinear(JSON.stringify(unit), 5000, (size) => readPrompt(repeated(unit, size)));
  });

  it('5000 characters of any words are read with little work', async () => {
    const words = [
      'a plate',
      'the plate',
      'with a hole',
      'and',
      'hole',
      'it',
      'its',
      'for a',
      'two',
      '10 mm',
      '10x20',
      'M6',
      'x 10',
      'another',
      'each',
      'boss',
      'left',
      '10 mm from the left',
      '1,',
      '(10,10)',
      '±0.1',
      'x=1,y=1',
      'step 1:',
      'draw a circle',
      'my neighbour',
      'a box, which',
      'shaped like',
      'aluminium 6061',
      'din 912',
      'class 8.8',
      'walls, bottom',
      'radi',
      'dia 20',
      'regards a',
    ];
    // What ends within a word is refused at another place, after other work.
    for (const unit of words.flatMap((word) => [' ', ', ', '. ', ' with a ', ' ('].map((end) => word + end)))
      for (const torn of ['', unit.slice(0, 2)])
        await assertNearlyLinear(JSON.stringify([unit, torn]), 5000, (size) =>
          readPrompt(repeatedWhole(unit, size, torn)),
        );
  });

  const readers: readonly (readonly [what: string, size: number, read: (text: string) => unknown])[] = [
    ['a downloaded STEP file', 60_000, (text) => verified('STEP', `${stepHead}${text}`)],
    [
      'what follows the end of a downloaded STEP file',
      60_000,
      (text) => verified('STEP', `${stepHead}${stepEnd}${text}`),
    ],
    ['a downloaded STL file', 60_000, (text) => verified('STL', `solid ${text}`)],
    ['a downloaded GLB file', 60_000, (text) => formatProblem(new BufferSource(glbOf(text)), 'GLB')],
    [
      'the relations of a downloaded 3MF file',
      60_000,
      (text) =>
        formatProblem(
          new BufferSource(zipSync({ '_rels/.rels': Buffer.from(text), 'a.model': Buffer.from(text) })),
          '3MF',
        ),
    ],
    ['a downloaded 3MF file', 60_000, (text) => verified('3MF', `PK\u0003\u0004${text}`)],
    ['the structure of a STEP file', 200_000, (text) => readStepStructure(`${stepHead}${text}`)],
    [
      'the preview of an STL file',
      200_000,
      (text) => parsed('stl', Uint8Array.from(Buffer.from(`solid ${text}`, 'latin1'))),
    ],
    ['the preview of a GLB file', 60_000, (text) => parsed('glb', glbOf(text))],
    ['the preview of a 3MF file', 200_000, (text) => parsed('3mf', packed(`<model><build>${text}`))],
    ['Markdown', 60_000, (text) => findCadBlocks(`\`\`\`cad\na\n\`\`\`\n${text}`)],
    ['Markdown in a quote', 60_000, (text) => findCadBlocks(`\`\`\`cad\na\n\`\`\`\n> ${text}\n> a\n${text}`)],
    [
      'a page instead of an answer',
      60_000,
      (text) => errorFromResponse({ status: 502, ok: false, headers: new Headers() } as Response, text, 0),
    ],
    ['the body of a webhook', 60_000, (text) => verifyWebhook(text, { signature: text, timestamp: text }, 'secret')],
    [
      'a name of a file',
      20_000,
      (text) =>
        fileNameFor('${projectName}', { projectName: text, jobId: '1', date: '2026-01-01', sourceFile: 'a' }, 'step'),
    ],
    [
      'a name of a file that has an end',
      20_000,
      (text) =>
        fileNameFor(
          '${projectName}',
          { projectName: `a${text}x`, jobId: '1', date: '2026-01-01', sourceFile: 'a' },
          'step',
        ),
    ],
    ['an answer of a language model', 60_000, (text) => readAnswer(text)],
    ['the numbers of a prompt', 60_000, (text) => numbersOf(text)],
    ['a suggestion', 60_000, (text) => withSuggestion(`a${text}b`, `${text}c`)],
    ['the words of a prompt', 60_000, (text) => wordsOf(text)],
    [
      'a prompt that is looked for in its document',
      60_000,
      (text) => locatePrompt(`a ${text}\n`, `a${text.slice(0, 5000)}`, 3),
    ],
    ['a line of the log', 60_000, (text) => redact(`?token=${text}`)],
    [
      'a report of the diagnostics',
      60_000,
      (text) =>
        diagnosticsText(
          { versions: [], settings: {}, keys: 0, accounts: [], jobs: {}, localService: '', storage: [], log: [text] },
          [],
        ),
    ],
  ];
  for (const [what, most, read] of readers) {
    it(`reads ${what} in time proportional to its length, whatever is in it`, async () => {
      for (const unit of hostileUnits)
        await assertNearlyLinear(JSON.stringify(unit), most, (size) => read(repeated(unit, size)));
    });
  }
});
