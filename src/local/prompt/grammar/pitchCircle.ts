import { wordSet, type Cursor } from './cursor';
import type { SizeMeaning } from './description';
import { sizeNouns } from './sizeWords';

const joins = wordSet('in a');

/** "a circumscribed circle of 40 mm diameter", "… of 20 mm radius" */
function ofCircle(cursor: Cursor, meaning: SizeMeaning): SizeMeaning {
  const name = cursor.try(() => {
    cursor.skipWords(joins);
    const found = cursor.takePhrase(sizeNouns)?.name;
    return found === 'diameter' || found === 'radius' ? found : undefined;
  });
  if (name !== 'radius') return meaning;
  return { name: meaning.name === 'circumcircle' ? 'circumradius' : 'inradius' };
}

/**
 * "a bolt circle of 90 mm diameter", "on a 90 mm diameter bolt circle": two names of one size, of which the first was
 * read. Takes the second one.
 */
export function takeCircle(cursor: Cursor, meaning: SizeMeaning): SizeMeaning {
  if (meaning.name === 'circumcircle' || meaning.name === 'incircle') return ofCircle(cursor, meaning);
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
