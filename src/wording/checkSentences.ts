import * as vscode from 'vscode';
import { countsOf, type Checked, type Note, type Verdict } from '../check/verdict';
import type { PartCheck, SizeDifference } from '../jobs/model';

type Finding = Pick<PartCheck, 'differ' | 'unlike' | 'approximate' | 'differences'>;

/** Whether a check has found anything that somebody should know. */
export function isAlarming({ differ, unlike }: Pick<PartCheck, 'differ' | 'unlike'>): boolean {
  return differ > 0 || unlike === true;
}

/** For a row: how many sizes are others than stated; empty where none is. */
export function checkRemark({ differ, unlike, approximate }: Omit<Finding, 'differences'>): string {
  const { t } = vscode.l10n;
  if (differ === 0) return unlike ? t('not like its description') : '';
  const remark = differ === 1 ? t('1 size differs') : t('{0} sizes differ', differ);
  return approximate ? t('{0} (approximate)', remark) : remark;
}

/** What is told behind the news of a file; empty where nothing is wrong. */
export function checkNews({ differ, unlike, approximate, differences }: Finding): string {
  const { t } = vscode.l10n;
  const lines = differences.slice(0, 2).map(differenceLine).join('; ');
  const difference = approximate
    ? t('It differs from its prompt: {0} (approximate).', lines)
    : t('It differs from its prompt: {0}.', lines);
  return [differ > 0 ? difference : '', unlike ? t('The part isn’t like its description.') : '']
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** What a page says of a check: its summary, and what is wrong beside sizes. */
export function keptSentences(check: Pick<PartCheck, 'stated' | 'found' | 'unlike' | 'approximate'>): string[] {
  const { t } = vscode.l10n;
  return [
    ...(check.unlike ? [t('The part isn’t like its description.')] : []),
    checkSummary(check),
    ...(check.approximate ? [approximateSentence()] : []),
  ];
}

function approximateSentence(): string {
  return vscode.l10n.t('Sizes are approximate: they are fitted to triangles.');
}

/** "11 of 12 stated sizes are in the part." */
export function checkSummary({ stated, found }: Pick<PartCheck, 'stated' | 'found'>): string {
  const { t } = vscode.l10n;
  if (stated === 0) return t('The text states no size.');
  return stated === 1
    ? t('{0} of 1 stated size is in the part.', found)
    : t('{0} of {1} stated sizes are in the part.', found, stated);
}

/** "hole diameter: 8 mm stated, 8.5 found" */
export function differenceLine({ of, stated, found }: SizeDifference): string {
  const { t } = vscode.l10n;
  const line =
    found === undefined ? t('{0} stated, not found', stated) : t('{0} stated, {1} found', stated, plain(found));
  return of === '' ? line : `${of}: ${line}`;
}

/** Words with which a prompt can be refined, in the language of prompts. */
export function refinement(differences: readonly SizeDifference[]): string {
  return differences
    .map(({ of, stated, found }) => {
      const what = of === '' ? 'It' : `The ${of}`;
      return found === undefined ? `${what} has to be ${stated}.` : `${what} has to be ${stated}, not ${plain(found)}.`;
    })
    .join(' ');
}

/** A line for one stated size. */
export function verdictLine({ claim, verdict, found, note }: Verdict): string {
  const { t } = vscode.l10n;
  const { of, written } = claim;
  const why = note === undefined ? '' : noteSentence(note);
  const line = (): string => {
    switch (verdict) {
      case 'found':
        return written;
      case 'differs':
        return found === undefined ? t('{0} stated', written) : t('{0} stated, {1} found', written, plain(found));
      case 'notFound':
        return t('{0} stated, not found', written);
      case 'unchecked':
        return written === '' ? t('can’t be checked') : t('{0}, can’t be checked', written);
    }
  };
  return [of === '' ? line() : `${of}: ${line()}`, why].filter((part) => part !== '').join(' – ');
}

/** What is said of the part as a whole. */
export function wholeSentences({ whole, isMirrored, onlyInFile, onlyInPrompt, approximate }: Checked): string[] {
  const { t } = vscode.l10n;
  return [
    whole === 'same' && !isMirrored ? t('It is the part that the built-in reader makes of the prompt.') : '',
    isMirrored ? t('It is the mirror image of the part that the prompt describes.') : '',
    whole === 'unlike' ? t('The part isn’t like its description.') : '',
    whole === 'unlike' && onlyInFile !== undefined && onlyInPrompt !== undefined
      ? t(
          'Beside the part that the built-in reader makes of the prompt it has {0} mm³ more and lacks {1} mm³.',
          plain(onlyInFile),
          plain(onlyInPrompt),
        )
      : '',
    approximate ? approximateSentence() : '',
  ].filter((sentence) => sentence !== '');
}

/** What is kept of a check: the first differences, so that a line of the ledger stays short. */
export function keptOf(checked: Checked): Omit<PartCheck, 'file' | 'size' | 'mtime'> {
  const { stated, found, differ, notFound } = countsOf(checked);
  const off = checked.verdicts.filter(({ verdict }) => verdict === 'differs' || verdict === 'notFound');
  const differences = off
    // What differs says more than what isn't found.
    .toSorted((a, b) => Number(b.verdict === 'differs') - Number(a.verdict === 'differs'))
    .slice(0, mostKept)
    .map(({ claim, found: there }) => ({
      of: claim.of.slice(0, 60),
      stated: claim.written.slice(0, 60),
      ...(there !== undefined && { found: Number(there.toPrecision(6)) }),
    }));
  return {
    stated,
    found,
    differ,
    notFound,
    ...(checked.whole === 'unlike' && { unlike: true }),
    ...(checked.approximate && { approximate: true }),
    differences,
  };
}

const mostKept = 5;

function plain(value: number): string {
  return String(Number(value.toPrecision(value >= 1000 ? 6 : 5)));
}

function noteSentence(note: Note): string {
  const { t } = vscode.l10n;
  switch (note) {
    case 'someOnly':
      return t('only some of them have this size');
    case 'radiusForDiameter':
      return t('it is the radius there');
    case 'diameterForRadius':
      return t('it is the diameter there');
    case 'inches':
      return t('as if in inches');
    case 'toRim':
      return t('measured to the rim of the hole');
    case 'axisForEdge':
      return t('there only between two axes');
    case 'edgeForAxis':
      return t('there only between an axis and an edge');
    case 'solidForHole':
      return t('there only on something solid, not as a hole');
    case 'holeForSolid':
      return t('there only as a hole');
    case 'severalFit':
      return t('several sizes fit');
    case 'ambiguousText':
      return t('it can be read in two ways');
    case 'noCoordinates':
      return t('it is not known from where it is measured');
    case 'noCount':
      return t('it is not known what is counted');
    case 'noAngle':
      return t('angles between faces are not compared');
    case 'meshThread':
      return t('threads are not found in triangles');
    case 'cutShort':
      return t('the part has too many faces');
    case 'notFitted':
      return t('not all surfaces could be fitted to the triangles');
  }
}
