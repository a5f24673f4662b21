import assert from 'node:assert/strict';
import { PartService } from './service.js';

/** A prompt's greatest length, in characters (API.md). */
const most = 5000;
const fill = (piece: string): string => piece.repeat(Math.ceil(most / piece.length)).slice(0, most);

/** In µs of the processor, its threads added up: on a clock the machine's other work would count, too. */
const mostWork = 5_000_000;

const inputs: readonly (readonly [what: string, prompt: string])[] = [
  ['opening brackets', fill('(')],
  ['brackets of all kinds', fill('([{<>}])')],
  ['nested brackets', `${'('.repeat(most / 2)}${')'.repeat(most / 2)}`],
  ['digits', fill('9')],
  ['digits of a size', `box ${'1'.repeat(most - 20)} x 20 x 10 mm`],
  ['decimals', `box 40.${'3'.repeat(most - 20)} x 20 x 10`],
  ['points', `box ${fill('1.').slice(20)}`],
  ['fractions of fractions', fill('1/2')],
  ['the letter x', fill('x')],
  ['numbers and x', fill('10x')],
  ['numbers, spaces and x', `box ${fill('10 x ').slice(10)}`],
  ['hole after hole', fill('hole ')],
  ['a box and holes', `box 40x20x10 mm ${fill('with a 5 mm hole ').slice(20)}`],
  ['unit after unit', fill('mm ')],
  ['inch marks', fill('"')],
  ['number words', fill('hundred thousand million ')],
  ['spaces', `box${' '.repeat(most - 20)}40x20x10 mm`],
  ['line ends', fill('\r\n')],
  ['list marks', fill('- ')],
  ['commas', fill(', ')],
  ['a long word', `box 40x20x10 mm ${'a'.repeat(most - 20)}`],
  ['a nested quantifier', `${'a'.repeat(most - 1)}!`],
  ['a regular expression', fill('(a+)+$')],
  ['and after and', `plate 100x60x5 mm ${fill('and and, with and ').slice(30)}`],
  ['10^9 holes in words and digits', 'plate 100 x 100 x 5 mm with 1000000000 holes of 1 mm in a grid'],
  ['10^9 holes on a circle', 'disc 100 mm in diameter, 5 mm thick, with 1,000,000,000 holes of 1 mm on an 80 mm PCD'],
  ['10^9 holes as a power', 'plate 100 x 100 x 5 mm with 10^9 holes of 1 mm'],
  ['10^9 holes as 1e9', 'plate 100 x 100 x 5 mm with 1e9 holes of 1 mm'],
  [
    'a grid of 10^10 tiny holes',
    'plate 100 x 100 x 5 mm with a 100000 x 100000 grid of 0.0001 mm holes, 0.0009 mm pitch',
  ],
  ['ten thousand holes that fit', 'plate 1000 x 1000 x 5 mm with a 100 x 100 grid of 5 mm holes at a 9 mm pitch'],
  ['10^9 teeth', 'spur gear, module 2, 1000000000 teeth, 10 mm wide'],
  ['10^9 steps', 'stairs with 1000000000 steps, each 20 mm deep, 15 mm high and 50 mm wide'],
  ['walls of 10^-9 mm', 'open-top box 40x20x10 mm with 0.000000001 mm walls'],
  ['walls of 1e-9 mm', 'open-top box 40x20x10 mm with 1e-9 mm walls'],
  ['a tube without a wall', 'tube 20 mm OD, 0 mm wall, 50 mm long'],
  ['a box of 10^-9 mm', 'box 0.000000001 x 0.000000001 x 0.000000001 mm'],
  ['a box of 10^300 m', `box ${'1'.padEnd(300, '0')} m x 20 m x 10 m`],
  ['a plate a light year long', 'plate 9460730472580800 m x 1 mm x 1 mm'],
  ['zero', 'box 0 x 0 x 0'],
  ['NaN', 'box NaN x NaN x NaN mm'],
  ['Infinity', 'box Infinity x 20 x 10 mm'],
  ['minus infinity', 'cylinder, diameter -∞ mm, height ∞ mm'],
  ['negative sizes', 'box -40 x -20 x -10 mm'],
  ['minus zero holes', 'plate 100x60x5 mm with -0 holes of 5 mm'],
  ['a division by zero', 'box 1/0 in x 0/0 in x 1 in'],
  ['null and undefined', 'box undefined x null x [object Object]'],
  ['names of object properties', 'constructor __proto__ toString hasOwnProperty valueOf 40x20x10'],
  ['Chinese', fill('请设计一个长一百毫米的安装板，')],
  ['Arabic', fill('صمم لوحة بطول مئة مليمتر ')],
  ['Arabic digits', 'box ٤٠ x ٢٠ x ١٠ mm'],
  ['full-width digits', 'box ４０ｘ２０ｘ１０ ｍｍ'],
  ['emoji', fill('🔩')],
  ['an emoji family', fill('👨‍👩‍👧‍👦')],
  ['half an emoji', fill('\uD83D')],
  ['zero-width characters', fill('\u200B\u200C\u200D\uFEFF')],
  ['a box with zero-width characters in it', 'b\u200Box 40\u200Bx20\u200Bx10 mm'],
  ['bidi overrides', fill('\u202E\u2066box\u2069\u202C')],
  ['a box with a bidi override in it', 'box \u202E01x02x04\u202C mm'],
  ['stacked accents', `bo${'\u0301'.repeat(most - 20)}x 40x20x10`],
  ['control characters', fill('\u0000\u0007\u001B[2J')],
  ['a null byte in a box', 'box 40x20x10\u0000 mm'],
  ['percent escapes', fill('%00%0A%s%n')],
  ['a path', fill('../')],
  ['a template', fill('${7*7}{{7*7}}')],
  ['a billion laughs', '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><lolz>&lol2;</lolz>'],
];

describe('Hostile prompts', () => {
  // One worker for all, unless a prompt ends it: to start another one on a busy machine may take longer than an answer.
  const service = new PartService({ jobsPerWorker: 10 * inputs.length, heapPerWorker: 512 * 1024 * 1024 });
  const ordinary = async (): Promise<void> => {
    const answer = await service.answer('Box 40 x 20 x 10 mm', 'STEP', new AbortController().signal);
    assert.ok(answer.ok, answer.ok ? '' : answer.message);
    assert.ok(Math.abs(answer.facts.volume - 8000) < 0.001);
  };
  let ended: AbortController;
  before(ordinary);
  beforeEach(() => void (ended = new AbortController()));
  // A build that outlives its test must not hold up the next one.
  afterEach(() => ended.abort());
  after(() => service.dispose());

  for (const [what, prompt] of inputs) {
    it(`${what}: an answer after at most 5 s of work, and the next part is right`, async () => {
      const before = process.cpuUsage();
      const answer = await service.answer(prompt, 'STEP', ended.signal);
      const { user, system } = process.cpuUsage(before);
      assert.ok(user + system < mostWork, `${(user + system) / 1e6} s of work`);
      if (answer.ok) assert.ok(answer.facts.volume > 0 && Number.isFinite(answer.facts.volume));
      else
        assert.ok(
          answer.message.length > 0 && answer.message.length < 2000,
          `a sentence of ${answer.message.length} characters`,
        );
      if (!answer.ok) assert.notEqual(answer.code, 'kernel_crashed', answer.message);
      await ordinary();
    }).timeout(60_000);
  }
});
