/**
 * Text from outside for a label in which VS Code makes icons of `$(name)`, as in pickers and the status bar: it is
 * shown as it is.
 */
export function plainLabel(text: string): string {
  // Only before what would become an icon, since elsewhere the mark itself would be shown.
  return text.replace(/\$\((?=[\w-]+(?:~\w+)?\))/g, '\\$(');
}

/**
 * Text that may quote some from outside, where VS Code makes links of `[text](address)`, as in notifications and below
 * input boxes: it makes none.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
