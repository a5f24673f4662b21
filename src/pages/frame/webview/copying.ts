/** Narrow and unbreakable spaces between digits, as they set thousands apart where a language has it so. */
const groupSpace = /(?<=\d)[\u00a0\u2009\u202f](?=\d{3})/g;

/** What the user selects and copies has no narrow spaces in its numbers: a spreadsheet takes those for words. */
export function copyPlainNumbers(): void {
  document.addEventListener('copy', (event) => {
    const text = document.getSelection()?.toString() ?? '';
    const plain = withoutGroupSpaces(text);
    if (plain === text || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', plain);
    event.preventDefault();
  });
}

/** @returns `text` with the digits of its numbers side by side */
export function withoutGroupSpaces(text: string): string {
  return text.replace(groupSpace, '');
}
