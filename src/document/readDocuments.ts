import type * as vscode from 'vscode';
import { findCadBlocks, mayHaveBlocks, type CadBlock } from './blocks';

/** In longer documents blocks are left alone, in characters: a document is read anew after each pause in typing. */
const longest = 2_000_000;

export interface ReadDocument {
  readonly version: number;
  readonly languageId: string;
  readonly blocks: readonly CadBlock[];
  readonly isTooLong: boolean;
}

/** The blocks of documents, each of whose versions is read once. */
export class ReadDocuments {
  readonly #read = new WeakMap<vscode.TextDocument, ReadDocument>();

  of(document: vscode.TextDocument): ReadDocument {
    const { version, languageId } = document;
    const known = this.#read.get(document);
    // Another language is no other version.
    if (known?.version === version && known.languageId === languageId) return known;
    const text = languageId === 'markdown' ? document.getText() : '';
    const isTooLong = text.length > longest && mayHaveBlocks(text);
    const read = { version, languageId, blocks: isTooLong ? [] : findCadBlocks(text), isTooLong };
    this.#read.set(document, read);
    return read;
  }
}
