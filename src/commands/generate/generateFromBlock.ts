import * as vscode from 'vscode';
import { findCadBlocks, type CadBlock } from '../../document/blocks';
import { JobIndex } from '../../document/match';
import { inform } from '../../host/showMessage';
import { settings } from '../../host/settings';
import type { GenerateContext } from '../context';
import { chooseAndSubmit, defaultOptions, type Prompt } from './generate';
import { optionsOf } from './jobOptions';

/**
 * Generates a part from a block of Markdown: the one whose fence is on the given line of the given document, else the
 * one that the cursor is in. A block that was generated before and has been edited since becomes a job that refines the
 * older one. When the fence says mode and format, nothing is asked.
 */
export async function generateFromBlock(context: GenerateContext, uri?: unknown, fenceLine?: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document =
    typeof uri === 'string' ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true)) : editor?.document;
  const cursor = editor?.selection.active.line;
  const blocks = document ? findCadBlocks(document.getText()) : [];
  // A lens can be older than the last edit: what has moved into its place is not what was meant.
  const isMeant = (block: CadBlock): boolean =>
    typeof fenceLine === 'number'
      ? block.fenceLine === fenceLine
      : cursor !== undefined && cursor >= block.fenceLine && cursor <= block.endLine + 1;
  const at = blocks.findIndex(isMeant);
  const block = blocks[at];
  if (!document || !block) {
    void inform(vscode.l10n.t('Put the cursor into a block of Markdown that is marked “cad”.'));
    return;
  }
  const source = { uri: document.uri.toString(), startLine: block.startLine, endLine: block.endLine };
  const before = new JobIndex(context.store.jobs()).jobsOf(source.uri, blocks)[at];
  const prompt: Prompt = {
    prompt: block.prompt,
    source,
    ...(before?.isOutdated === true && { refines: before.job.requestId }),
  };
  const usual = before ? optionsOf(before.job) : defaultOptions();
  const defaults = {
    designMode: block.designMode ?? usual.designMode,
    outputFormat: block.outputFormat ?? usual.outputFormat,
  };
  const isSaid = block.designMode !== undefined && block.outputFormat !== undefined;
  await chooseAndSubmit(context, [prompt], defaults, { asks: !isSaid && settings.confirmBeforeSubmit() });
}
