import type { Metafile } from 'esbuild';

export const replaceable: string;
export function bundledPackages(
  root: string,
  metafiles: readonly { readonly outputs: Readonly<Record<string, Pick<Metafile['outputs'][string], 'inputs'>>> }[],
): string[];
export function thirdPartyNotices(root: string, names: readonly string[]): string;
