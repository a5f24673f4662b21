import { impossible, plain } from '../refusal';

/** The row of a table of metric sizes, or a refusal that names the sizes there are. */
export function rowFor<Row>(table: Readonly<Record<string, Row>>, size: number, what: string): Row {
  const row = table[size];
  if (row !== undefined) return row;
  const known = Object.keys(table)
    .map(Number)
    .sort((a, b) => a - b);
  return impossible(
    `There is no ${what} M${plain(size)} in the table, only ${known.map((each) => `M${each}`).join(', ')}.`,
  );
}
