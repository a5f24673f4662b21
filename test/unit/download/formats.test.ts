import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { BufferSource, type ByteSource } from '../../../src/download/byteSource.js';
import { inEnglish } from '../../../src/base/sentence.js';
import { formatProblem } from '../../../src/download/verify.js';
import { verdictOf } from '../../support/contents.js';
import { findRoot } from '../../support/root.js';

const problem = async (format: string, bytes: string | Buffer): Promise<string | undefined> => {
  const said = await formatProblem(new BufferSource(Buffer.from(bytes)), format);
  return said && inEnglish(said);
};

async function refuses(format: string, bytes: string | Buffer, why: RegExp): Promise<void> {
  assert.match((await problem(format, bytes)) ?? 'it was accepted', why);
}
async function accepts(format: string, bytes: string | Buffer): Promise<void> {
  assert.equal(await problem(format, bytes), undefined);
}

const head = "ISO-10303-21;\nHEADER;\nFILE_DESCRIPTION((''),'2;1');\nENDSEC;\n";
const end = 'ENDSEC;\nEND-ISO-10303-21;\n';
const step = `${head}DATA;\n#1=X();\n${end}`;

describe('A STEP file', () => {
  for (const [what, text] of [
    ['as it is usually written', step],
    ['with a byte order mark', `\ufeff${step}`],
    ['with a comment before it', `/* written by a program */\n${step}`],
    ['with an end as CP/M had it', `${step}\x1a`],
    ['on one line', step.replace(/\n/g, '')],
    ['with a comment before DATA', `${head}/* DATA? */ DATA;\n${end}`],
    ['with parameters of its DATA section', `${head}DATA('a',('B'));\n${end}`],
    ['with a blank after DATA', `${head}DATA ;\n${end}`],
    ['with a comment of stars', `${head}/**/DATA;\n${end}`],
    ['with a signature after its end', `${step}SIGNATURE\nMIIB…\nENDSEC;\n`],
    ['with NULs and a comment after its end', `${step}/* x */\0\0`],
    [
      'with its DATA section after a megabyte and more',
      `${head}ANCHOR;\n${`<a>=#1;\n`.repeat(300_000)}ENDSEC;\nDATA;\n${end}`,
    ],
    ['with a quote in a string', `${head.replace("''", "'it''s; DATA'")}DATA;\n${end}`],
  ] as const) {
    it(`is taken ${what}`, () => accepts('STEP', text));
  }
  for (const [what, text, why] of [
    [
      'an error page',
      '<html>Access denied</html>',
      /does not start like a STEP file \(it starts with “<html>Access denied<\/html>”\)/,
    ],
    ['half a file', step.slice(0, 80), /no end: it is not whole/],
    ['a file without its last word', step.slice(0, -12), /not whole/],
    ['a file without DATA', `${head}${end}`, /no DATA section/],
    ['DATA in a comment only', `${head}/* DATA; */${end}`, /no DATA section/],
    ['DATA in a string only', `${head.replace("''", "';DATA;'")}${end}`, /no DATA section/],
    ['DATA as a part of a word', `${head}MYDATA;DATAX;DA TA;${end}`, /no DATA section/],
    ['something after its end', `${step}garbage`, /something else stands behind the end/],
    ['a comment that begins and ends with one star', `${head}/*/ DATA; */${end}`, /no DATA section/],
  ] as const) {
    it(`is not ${what}`, () => refuses('STEP', text, why));
  }

  it('that is large is looked through without holding up anything for long', async () => {
    const line = Buffer.from('<a>=#1;\n'.repeat(131_072));
    const bytes = [
      Buffer.from(`${head}ANCHOR;\n`),
      ...Array.from({ length: 64 }, () => line),
      Buffer.from(`ENDSEC;\nDATA;\n${end}`),
    ];
    const whole = Buffer.concat(bytes);
    let reads = 0;
    const source: ByteSource = {
      size: whole.length,
      read: (position, length) =>
        Promise.resolve((reads++, assert.ok(length <= 1024 * 1024), whole.subarray(position, position + length))),
    };
    assert.equal(await formatProblem(source, 'STEP'), undefined);
    assert.ok(reads > 64);
  });
});

const binaryStl = (triangles: number, said = triangles): Buffer => {
  const bytes = Buffer.alloc(84 + 50 * triangles);
  bytes.writeUInt32LE(said, 80);
  return bytes;
};
const asciiStl =
  'solid a\n facet normal 0 0 1\n  outer loop\n   vertex 0 0 0\n   vertex 1 0 0\n   vertex 0 1 0\n  endloop\n endfacet\nendsolid a\n';

describe('An STL file', () => {
  it('is taken in binary', () => accepts('STL', binaryStl(2)));
  it('is taken in binary, be it that it says “solid”', () =>
    accepts('STL', Buffer.concat([Buffer.from('solid'), binaryStl(2).subarray(5)])));
  it('is taken as text', () => accepts('STL', asciiStl));
  it('is taken as text of several solids, with other line ends', () =>
    accepts('STL', (asciiStl + asciiStl).replace(/\n/g, '\r\n')));
  for (const [what, bytes, why] of [
    ['half a binary file', binaryStl(2).subarray(0, 120), /not as long as its number of triangles says/],
    ['a binary file with more triangles than it says', binaryStl(3, 2), /not as long/],
    ['half a text', asciiStl.slice(0, 90), /no end: it is not whole/],
    [
      'an error page',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      /does not start like an STL file \(it starts with “<\?xml/,
    ],
  ] as const) {
    it(`is not ${what}`, () => refuses('STL', bytes, why));
  }
});

function glb(
  json: string,
  { version = 2, length = 0, chunkLength = 0, type = 0x4e4f534a, rest = Buffer.alloc(0) } = {},
): Buffer {
  const text = Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4));
  const header = Buffer.alloc(20);
  header.write('glTF');
  header.writeUInt32LE(version, 4);
  header.writeUInt32LE(20 + text.length + rest.length + length, 8);
  header.writeUInt32LE(text.length + chunkLength, 12);
  header.writeUInt32LE(type, 16);
  return Buffer.concat([header, text, rest]);
}
const asset = '{"asset":{"version":"2.0"},"x":[1,"}"]}';

describe('A GLB file', () => {
  it('is taken with its JSON alone', () => accepts('GLB', glb(asset)));
  it('is taken with more chunks', () =>
    accepts(
      'GLB',
      glb(asset, { rest: Buffer.concat([Buffer.from([4, 0, 0, 0, 0x42, 0x49, 0x4e, 0]), Buffer.alloc(4)]) }),
    ));
  it('is taken with a very long description', () =>
    accepts('GLB', glb(`{"asset":{},"nodes":[${'{"name":"a\\"]b"},'.repeat(400_000)}{}]}`)));
  for (const [what, bytes, why] of [
    ['an error page', '<html>', /does not start like a GLB file/],
    ['its first bytes', glb(asset).subarray(0, 10), /not as long as it says/],
    ['of version 1', glb(asset, { version: 1 }), /not of version 2/],
    ['shorter than it says', glb(asset, { length: 4 }), /not as long as it says/],
    ['one with a chunk that is too long', glb(asset, { chunkLength: 8 }), /not as long as it says/],
    ['one that begins with another chunk', glb(asset, { type: 1 }), /does not begin with its description/],
    ['one with broken JSON', glb('{"asset":'), /not readable JSON/],
    ['one with other JSON', glb('[1]'), /not readable JSON/],
    [
      'one with a long, broken description',
      glb(`{"asset":{},"nodes":[${'{"name":"ab"},'.repeat(400_000)}{}}]`),
      /not readable JSON/,
    ],
    [
      'one with half a chunk header',
      Buffer.concat([glb(asset, { length: 3 }), Buffer.alloc(3)]),
      /not as long as it says/,
    ],
  ] as const) {
    it(`is not ${what}`, () => refuses('GLB', bytes, why));
  }
});

/** A zip file as programs write it. */
function zip(
  entries: readonly (readonly [name: string, content: string])[],
  { zip64 = false, comment = '', packed = false } = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const data = packed ? deflateRawSync(content) : Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(packed ? 8 : 0, 8);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(packed ? 8 : 0, 10);
    entry.writeUInt32LE(crc32(Buffer.from(content)), 16);
    entry.writeUInt32LE(zip64 ? 0xffffffff : data.length, 20);
    entry.writeUInt32LE(zip64 ? 0xffffffff : content.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(zip64 ? 28 : 0, 30);
    entry.writeUInt32LE(zip64 ? 0xffffffff : offset, 42);
    const extra = Buffer.alloc(zip64 ? 28 : 0);
    if (zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      [content.length, data.length, offset].forEach((value, index) =>
        extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index),
      );
    }
    parts.push(local, Buffer.from(name), data);
    directory.push(entry, Buffer.from(name), extra);
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const central = Buffer.concat(directory);
  const tail: Buffer[] = [];
  if (zip64) {
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x06064b50, 0);
    record.writeBigUInt64LE(BigInt(entries.length), 32);
    record.writeBigUInt64LE(BigInt(central.length), 40);
    record.writeBigUInt64LE(BigInt(offset), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(offset + central.length), 8);
    tail.push(record, locator);
  }
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(zip64 ? 0xffff : entries.length, 10);
  last.writeUInt32LE(zip64 ? 0xffffffff : central.length, 12);
  last.writeUInt32LE(zip64 ? 0xffffffff : offset, 16);
  last.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, central, ...tail, last, Buffer.from(comment)]);
}
const relations = (target: string): readonly [string, string] => [
  '_rels/.rels',
  `<Relationships><Relationship Id="a" Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel" Target="${target}"/></Relationships>`,
];
const model = ['3D/3dmodel.model', '<model/>'] as const;

describe('A 3MF file', () => {
  it('is taken with a model that its relations name', () =>
    accepts('3MF', zip([relations('/geometry/part.xml'), ['geometry/part.xml', '<model/>']])));
  it('is taken packed', () =>
    accepts('3MF', zip([relations('/geometry/part.xml'), ['geometry/part.xml', '<model/>']], { packed: true })));
  it('is taken without relations', () => accepts('3MF', zip([model])));
  it('is taken as zip64', () => accepts('3MF', zip([model], { zip64: true })));
  it('is taken with a comment', () => accepts('3MF', zip([model], { comment: 'made by PK\u0005\u0006' })));
  const whole = zip([['[Content_Types].xml', '<Types/>'], model]);
  for (const [what, bytes, why] of [
    ['an error page', '<html>', /does not start like a 3MF file/],
    ['half a file', whole.subarray(0, whole.length / 2), /directory of the 3MF file is not whole/],
    ['a file without its last byte', whole.subarray(0, -1), /directory/],
    [
      'a file with a hole in its middle',
      Buffer.concat([whole.subarray(0, 40), whole.subarray(50)]),
      /directory|damaged/,
    ],
    ['another zip', zip([['a.txt', 'x']]), /no model part/],
    [
      'a zip64 without its record',
      Buffer.concat([zip([model], { zip64: true }).subarray(0, 46), zip([model], { zip64: true }).subarray(-22)]),
      /directory/,
    ],
    [
      'one whose relations name what is not there',
      zip([relations('/3D/gone.model'), ['a.txt', 'x']]),
      /no part \/3D\/gone\.model, which it names/,
    ],
  ] as const) {
    it(`is not ${what}`, () => refuses('3MF', bytes, why));
  }
});

describe('What came instead', () => {
  it('is nothing', () => refuses('STEP', '', /^the file is empty$/));
  it('is shown with its first line, and no more of it', () =>
    refuses('STEP', `\n\n<Error>\n<Key>secret</Key>`, /\(it starts with “<Error>”\)$/));
  it('is cut when it is long', async () => assert.ok((await problem('STEP', 'x'.repeat(5000)))!.length < 200));
  it('is not shown when it is binary', async () =>
    assert.equal(
      await problem('STEP', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff])),
      'it does not start like a STEP file',
    ));
  it('can’t turn the sentence around', async () => assert.ok(!(await problem('STEP', 'a\u202eb'))!.includes('\u202e')));
  it('is not judged when the format is none that is documented', () => accepts('IGES', 'whatever'));
});

const corpus = path.join(findRoot(), '../shared/corpus');

describe('Model files that others made', () => {
  if (!fs.existsSync(corpus)) {
    console.log(`      There is no ${corpus}: nothing is checked against others’ files.`);
    it.skip('are taken when they are whole (there are none on this machine)');
    return;
  }
  const formats: Readonly<Record<string, string>> = { step: 'STEP', stl: 'STL', glb: 'GLB', '3mf': '3MF' };
  const wrong: Readonly<Record<string, RegExp>> = {
    'stl/trimesh_empty_bin.stl': /no triangles/,
    'stl/trimesh_empty_ascii.stl': /no triangles/,
    '3mf/3mfc_MUSTFAIL_MissingBuildElement.3mf': /says nothing about what is to be built/,
    'step/caxif_s1-c5-214_extref.stp': /keeps its geometry in other files/,
  };
  for (const [folder, format] of Object.entries(formats)) {
    for (const name of fs.readdirSync(path.join(corpus, folder)).map((file) => `${folder}/${file}`)) {
      const why = wrong[name];
      it(`takes ${name}${why ? ', and says what is wrong with it' : ''}`, async () => {
        const verdict = await verdictOf(format, fs.readFileSync(path.join(corpus, name)));
        if (why) assert.match(verdict.concern ?? '', why);
        else assert.deepEqual(verdict, {});
      });
      it(`refuses ${name} when its last tenth is missing, or another format was asked for`, async () => {
        const bytes = fs.readFileSync(path.join(corpus, name));
        const { refusal, concern } = await verdictOf(format, bytes.subarray(0, Math.floor(bytes.length * 0.9)));
        assert.match(refusal ?? concern ?? '', /not whole|no triangles|does not start/);
        for (const other of Object.values(formats)) if (other !== format) await refuses(other, bytes, /./);
      });
    }
  }
});
