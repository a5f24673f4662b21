/** Text from outside for a label in which VS Code makes icons of `$(name)`, as in pickers and the status bar: it is shown as it is. */
export function plainLabel(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
