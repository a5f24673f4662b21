import assert from 'node:assert/strict';
import { locatePrompt } from '../../../src/document/locate.js';

const prompt = 'A 40x20x10mm box with a 5mm through-hole\ncentered on the top face';
const filler = (count: number): string =>
  Array.from({ length: count }, (_, at) => `Line ${at} of something else`).join('\n');

describe('Finding a prompt again in an edited document', () => {
  it('the same text is found after lines came above it', () => {
    assert.deepEqual(locatePrompt(`${filler(50)}\n  ${prompt}\n${filler(3)}`, prompt, 3), {
      startLine: 50,
      startCharacter: 2,
      endLine: 51,
      endCharacter: 24,
      isSame: true,
    });
  });

  it('the same text is found within a line', () => {
    assert.deepEqual(locatePrompt('We need a box 10x10x10 mm of brass.', 'a box 10x10x10 mm', 0), {
      startLine: 0,
      startCharacter: 8,
      endLine: 0,
      endCharacter: 25,
      isSame: true,
    });
  });

  it('of several, the one nearest to the old place is taken, before it and after it', () => {
    const text = ['a box', ...Array<string>(9).fill('-'), 'a box', ...Array<string>(9).fill('-'), 'a box'].join('\n');
    assert.deepEqual(
      [0, 4, 6, 13, 16, 100].map((line) => locatePrompt(text, 'a box', line)?.startLine),
      [0, 0, 10, 10, 20, 20],
    );
  });

  it('line ends of another system make no difference', () => {
    const found = locatePrompt(`x\r\n${prompt.replace('\n', '\r\n')}\r\ny`, prompt, 0);
    assert.deepEqual([found?.startLine, found?.endLine, found?.isSame], [1, 2, true]);
    assert.equal(locatePrompt(`x\n${prompt}`, prompt.replace('\n', '\r\n'), 0)?.isSame, true);
  });

  it('text that was only wrapped and indented anew is the same', () => {
    const wrapped = '\n\n    A 40x20x10mm box\n    with a 5mm   through-hole centered\n\n    on the top face  \nend';
    assert.deepEqual(locatePrompt(wrapped, prompt, 30), {
      startLine: 2,
      startCharacter: 4,
      endLine: 5,
      endCharacter: 19,
      isSame: true,
    });
  });

  it('edited text is found by its words, and said to be edited', () => {
    const edited = 'A 50x20x10mm box with a 5mm through-hole\ncentered on the bottom face';
    assert.deepEqual(locatePrompt(`${filler(20)}\n${edited}\n${filler(20)}`, prompt, 0), {
      startLine: 20,
      startCharacter: 0,
      endLine: 21,
      endCharacter: 27,
      isSame: false,
    });
  });

  it('an edited prompt is told from its like', () => {
    const text =
      'A cylinder 30mm in diameter and 50mm tall\n\nA cylinder 30mm in diameter and 80mm tall, with a 6mm hole\n\nA tube 30mm in diameter';
    assert.equal(locatePrompt(text, 'A cylinder 30mm in diameter and 70mm tall, with a 6mm hole', 0)?.startLine, 2);
  });

  it('what is gone is not found in something else', () => {
    assert.equal(locatePrompt(`${filler(20)}\nA tube with 40mm outer diameter and a face`, prompt, 4), undefined);
    assert.equal(
      locatePrompt(prompt.split(' ').join('\n\n'.repeat(5)), `${prompt} of brass`, 4),
      undefined,
      'its words, all over the document',
    );
    assert.equal(locatePrompt('', prompt, 4), undefined);
    assert.equal(locatePrompt('text', '  ', 0), undefined);
  });

  it('takes a time that grows with the document, not with its square', () => {
    // All of it is alike: a search that starts anew at each line would never end.
    const line = 'A 40x20x10mm box with a 5mm through-hole that is not the one';
    const large = Array<string>(30_000).fill(line).join('\n');
    assert.equal(locatePrompt(large, `${Array<string>(50).fill(line).join('\n')} else`, 29_000)?.isSame, false);
  });
});
