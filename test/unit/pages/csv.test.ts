import assert from 'node:assert/strict';
import type { JobRecord } from '../../../src/jobs/model.js';
import { jobsAsCsv } from '../../../src/pages/usage/csv.js';

const base: JobRecord = {
  requestId: 'r',
  account: 'a',
  jobId: 'pub_1',
  state: 'succeeded',
  endpoint: 'text_to_cad',
  designMode: 'pro',
  outputFormat: 'STEP',
  createdAt: '2026-03-10T09:00:00Z',
  metadata: {},
};
const csvOf = (change: Partial<JobRecord>): string => jobsAsCsv([{ ...base, ...change }], () => 'Default');
const cellOf = (prompt: string): string =>
  csvOf({ prompt })
    .replace(/^[^\r\n]*\r\n/, '')
    .replace(/^.*?,pro,STEP,,,,,/, '')
    .replace(/\r\n$/, '');

describe('Jobs as CSV', () => {
  it('have one row each below the names of the columns, with CRLF and a byte order mark', () => {
    const csv = csvOf({ tokensUsed: 12, latencyMs: 3400, prompt: 'a box' });
    assert.equal(
      csv,
      '\ufeffcreated,key,job_id,name,state,endpoint,design_mode,output_format,tokens,duration_ms,error_code,error_message,prompt\r\n2026-03-10T09:00:00Z,Default,pub_1,,succeeded,text_to_cad,pro,STEP,12,3400,,,a box\r\n',
    );
  });
  it('are the names of the columns where there is no job', () =>
    assert.match(jobsAsCsv([], String), /^\ufeffcreated,key,.*prompt\r\n$/));

  const quoted: readonly (readonly [string, string, string])[] = [
    ['a comma', 'a, b', '"a, b"'],
    ['quotes', 'a 3" tube', '"a 3"" tube"'],
    ['a line end', 'a\nb', '"a\nb"'],
  ];
  for (const [title, prompt, cell] of quoted) it(`quote ${title}`, () => assert.equal(cellOf(prompt), cell));

  for (const start of ['=', '+', '-', '@', '\t', '\uff1d', '\uff0b', '\uff0d', '\uff20']) {
    it(`don’t become a formula that begins with ${JSON.stringify(start)}`, () =>
      assert.equal(cellOf(`${start}1+1`), `'${start}1+1`));
  }
  it('don’t become a formula in a name, a message or the key’s name either', () => {
    const csv = jobsAsCsv(
      [
        {
          ...base,
          errorMessage: '=HYPERLINK("http://x")',
          brainstorm: { projectName: '@SUM(A1)', keyFeatures: [], designComponents: [], suggestions: [] },
        },
      ],
      () => '+1',
    );
    assert.ok(csv.includes(`"'=HYPERLINK(""http://x"")"`) && csv.includes(`,'@SUM(A1),`) && csv.includes(`,'+1,`), csv);
  });
});
