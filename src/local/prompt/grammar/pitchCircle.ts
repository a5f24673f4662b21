import { wordSet, type Cursor } from './cursor';
import type { SizeMeaning } from './description';
import { sizeNouns } from './sizeWords';

const joins = wordSet('in a');

/**
 * "a bolt circle of 90 mm diameter", "on a 90 mm diameter bolt circle": two names of one size, of which the first was
 * read. Takes the second one.
 */
export function takeCircle(cursor: Cursor, meaning: SizeMeaning): SizeMeaning {
  const isCircle = meaning.name === 'pitch circle';
  if (!isCircle && (meaning.qualifier !== undefined || !['diameter', 'radius'].includes(meaning.name))) return meaning;
  const found = cursor.try(() => {
    if (isCircle) cursor.skipWords(joins);
    const name = cursor.takePhrase(sizeNouns)?.name;
    const isOther = isCircle ? name === 'diameter' || name === 'radius' : name === 'pitch circle';
    return isOther ? [name, meaning.name] : undefined;
  });
  return found ? { name: found.includes('radius') ? 'pitch radius' : 'pitch circle' } : meaning;
}
