import * as vscode from 'vscode';
import type { Assumption, CheckedPrompt } from '../host/promptChecks';
import type { CadBlock } from './blocks';
import { placeInDocument } from './promptPlaces';

const source = 'Makistry';
/** In characters: what is longer is cut in a title or a hint. */
const longestTitle = 60;
const longestHint = 120;

export interface CheckedBlock {
  readonly block: CadBlock;
  readonly checked: CheckedPrompt;
}

/**
 * The words that are refused, underlined; where no words are known, what the fence is marked with.
 * @param say a doubt is a hint, and is about words
 */
export function refusalDiagnostic(
  document: vscode.TextDocument,
  { block, checked }: CheckedBlock,
  say: 'refuses' | 'doubts',
): vscode.Diagnostic | undefined {
  if (checked.ok || (say === 'doubts' && !checked.span)) return undefined;
  const range = refusedRange(document, block, checked.span);
  const diagnostic =
    say === 'refuses'
      ? new vscode.Diagnostic(range, checked.message, vscode.DiagnosticSeverity.Warning)
      : new vscode.Diagnostic(
          range,
          vscode.l10n.t('The reader of the built-in service does not understand this: {0}', checked.message),
          vscode.DiagnosticSeverity.Hint,
        );
  diagnostic.source = source;
  diagnostic.code = checked.code;
  return diagnostic;
}

/** What was assumed, at the end of the line that it quotes, else of the last one. */
export function assumptionHints(document: vscode.TextDocument, { block, checked }: CheckedBlock): vscode.InlayHint[] {
  return checked.ok ? checked.assumptions.map((assumption) => assumptionHint(document, block, assumption)) : [];
}

function assumptionHint(
  document: vscode.TextDocument,
  block: CadBlock,
  { sentence, span }: Assumption,
): vscode.InlayHint {
  const offset = span?.end ?? block.prompt.length;
  const { end } = document.lineAt(placeIn(document, block, offset).line).range;
  const hint = new vscode.InlayHint(end, vscode.l10n.t('Assumed here: {0}', shortened(sentence, longestHint)));
  hint.paddingLeft = true;
  hint.tooltip = sentence;
  return hint;
}

/** Changes of the block after which it is read, where what is refused touches a range. */
export function quickFixes(
  document: vscode.TextDocument,
  { block, checked }: CheckedBlock,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  if (checked.ok) return [];
  const refused = refusedRange(document, block, checked.span);
  if (!refused.intersection(range)) return [];
  const fixed = diagnostics.filter((one) => one.range.isEqual(refused));
  return checked.rewritings.map(({ kind, words, span, text }, _, all) => {
    const said = shortened(words, longestTitle);
    const title = kind === 'without' ? vscode.l10n.t('Leave Out “{0}”', said) : vscode.l10n.t('Write “{0}”', said);
    const fix = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    fix.edit = new vscode.WorkspaceEdit();
    fix.edit.replace(document.uri, rangeIn(document, block, span), text);
    fix.diagnostics = fixed;
    fix.isPreferred = all.length === 1;
    return fix;
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function refusedRange(document: vscode.TextDocument, block: CadBlock, span: Span | undefined): vscode.Range {
  if (span) return rangeIn(document, block, span);
  const { text } = document.lineAt(block.fenceLine);
  const at = Math.max(0, text.toLowerCase().indexOf('cad'));
  return new vscode.Range(block.fenceLine, at, block.fenceLine, at + 'cad'.length);
}

function rangeIn(document: vscode.TextDocument, block: CadBlock, { start, end }: Span): vscode.Range {
  return new vscode.Range(placeIn(document, block, start), placeIn(document, block, end));
}

function placeIn(document: vscode.TextDocument, block: CadBlock, offset: number): vscode.Position {
  const { line, character } = placeInDocument(block, offset, (number) => document.lineAt(number).text);
  return new vscode.Position(line, character);
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
