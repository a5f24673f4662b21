/** A page that is left takes its address along, so it stays for as long as a slow download may take, in ms. */
const keptMs = 10 * 60_000;

/**
 * Saves bytes on the computer that shows this page. The link is in no document: VS Code would take a click on one that
 * is for its own, and open it.
 */
export function saveHere(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), keptMs);
}
