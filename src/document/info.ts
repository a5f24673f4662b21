import { designModes, outputFormats, type DesignMode, type OutputFormat } from '../api/types';

/** What the opening line of a cad block says. */
export interface BlockInfo {
  readonly designMode?: DesignMode;
  readonly outputFormat?: OutputFormat;
  /** What it says that is not understood, and that the user is told of. */
  readonly notUnderstood?: readonly string[];
}

/** `cad`, and as other tools write it, `{cad}` and `{.cad}`; what may follow is set apart from it. */
const word = /^(?:\{\s*\.?)?cad(?=[\s,;{}]|$)/i;

/** Nobody writes more, and nobody reads it. */
const longest = 1000;

/** `name=value`, with or without quotes; whatever else stands alone. */
const attribute = /([^\s,;{}="']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s,;{}"']*)))?|[="']+/g;

/**
 * Reads `cad mode=pro format=STL`, in any order, with or without quotes, commas and braces.
 * @returns undefined for a block of something else
 */
export function readInfo(info: string): BlockInfo | undefined {
  const [start] = word.exec(info) ?? [];
  if (start === undefined) return undefined;
  const said = info.slice(start.length);
  if (said.length > longest) return { notUnderstood: [`${said.slice(0, 40).trim()}…`] };
  const modes = new Set<DesignMode>();
  const formats = new Set<OutputFormat>();
  const notUnderstood: string[] = [];
  for (const [part, name = '', double, single, plain] of said.matchAll(attribute)) {
    const value = (double ?? single ?? plain ?? '').trim().toLowerCase();
    const mode = name.toLowerCase() === 'mode' ? designModes.find((each) => each === value) : undefined;
    const format =
      name.toLowerCase() === 'format' ? outputFormats.find((each) => each.toLowerCase() === value) : undefined;
    if (mode) modes.add(mode);
    else if (format) formats.add(format);
    else notUnderstood.push(part);
  }
  // Where it says two, nobody knows which is meant.
  for (const several of [modes, formats]) if (several.size > 1) notUnderstood.push([...several].join(', '));
  const [designMode] = modes.size === 1 ? modes : [];
  const [outputFormat] = formats.size === 1 ? formats : [];
  return {
    ...(designMode && { designMode }),
    ...(outputFormat && { outputFormat }),
    ...(notUnderstood.length > 0 && { notUnderstood }),
  };
}
