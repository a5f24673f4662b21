import { ParseFailure } from '../../../formats/failure';
import type { Tag } from '../../../formats/threeMf/xmlTags';

const namespace = 'http://schemas.microsoft.com/3dmanufacturing/';

export const coreNamespace = `${namespace}core/2015/02`;

/** Extensions that are read, or that a model can be shown without. */
const extensions: ReadonlySet<string> = new Set([
  coreNamespace,
  `${namespace}material/2015/02`,
  `${namespace}production/2015/06`,
  `${namespace}slice/2015/07`,
  `${namespace}trianglesets/2021/07`,
]);

/** A model names the extensions that it can't be understood without in its first tag, by prefixes (3MF core §2.4). */
export function checkExtensions(model: Tag): void {
  const required = (model.get('requiredextensions') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
  const unknown = required
    .map((prefix) => model.get(`xmlns:${prefix}`) ?? prefix)
    .filter((uri) => !extensions.has(uri.trim()));
  if (unknown.length > 0) throw new ParseFailure('unknown_extension', unknown.join(', '));
}
