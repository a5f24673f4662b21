/** A text in quotation marks, cut after whole characters as people see them. @param most of them */
export function quoted(text: string, most = 40): string {
  return `“${shortened(text, most)}”`;
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let end = 0;
  let count = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text)) {
    // A letter can have thousands of accents, and is one character for all that.
    if (segment.length > most) return `${text.slice(0, end)}${Array.from(segment).slice(0, most).join('')}…`;
    if (++count > most) return `${text.slice(0, end)}…`;
    end = index + segment.length;
  }
  return text;
}
