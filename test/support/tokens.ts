import type { Length, Token, Tokens } from '../../src/local/prompt/text/token.js';

/**
 * Tokens in one line, for tests to read: words as they are, `[60 40 5]` lengths in mm, `[60?]` bare ones, `[90:x]` one
 * along X, `#4` a number, `45°`, `(10 20)` a point, `x{55 -55}` a coordinate, `M5`, `*0.5` a share, `×`, and stops as
 * they are, `/` for the end of a line and `-` for an item.
 */
export function compact({ tokens }: Pick<Tokens, 'tokens'>): string {
  return tokens.map(shown).join(' ');
}

function shown(token: Token): string {
  switch (token.kind) {
    case 'word':
      return token.text;
    case 'lengths':
      return `[${token.lengths.map(length).join(' ')}]`;
    case 'number':
      return `#${plain(token.value)}`;
    case 'angle':
      return `${plain(token.degrees)}°`;
    case 'point':
      return `(${token.coordinates.map(plain).join(' ')}${token.bare ? '?' : ''})`;
    case 'coordinate':
      return `${token.axis}{${token.values.map(plain).join(' ')}${token.bare ? '?' : ''}}`;
    case 'thread':
      return token.thread.name;
    case 'share':
      return `*${plain(token.value)}`;
    case 'quoted':
      return `“${token.text}”`;
    case 'times':
      return '×';
    case 'stop':
      return token.stop === 'line' ? '/' : token.stop === 'item' ? '-' : token.stop;
  }
}

function length({ value, bare, axis }: Length): string {
  return `${plain(value)}${bare ? '?' : ''}${axis === undefined ? '' : `:${axis}`}`;
}

function plain(value: number): string {
  return String(Number(value.toFixed(4)));
}
