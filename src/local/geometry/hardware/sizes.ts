import { impossible, plain } from '../refusal';

/** The row for a size of a table of metric sizes. A size that isn't in it is refused with a list of those that are. */
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
