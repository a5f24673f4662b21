/** Windows and macOS keep a name as it was written, and take any other spelling for the same. */
const systemFolds = process.platform === 'win32' || process.platform === 'darwin';

/**
 * What all addresses have in common that this system takes for one file. Whether two files are the same is asked with
 * this, and nothing else.
 * @param uri as `Uri.toString` gives it; of a file system that isn't this machine's, it is compared as it is
 */
export function fileKey(uri: string, folds = systemFolds): string {
  return folds && uri.startsWith('file:') ? foldedName(decoded(uri)) : uri;
}

/** What two names have in common that a file system without regard to case takes for one. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
