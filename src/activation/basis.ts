import * as vscode from 'vscode';
import { systemClock, type Clock } from '../base/clock';
import type { Disposables, IDisposable } from '../base/disposable';
import { FileLeases } from '../base/lease';
import { ExtensionLog } from '../host/log';

/** What all parts of a window stand on. */
export interface Basis {
  readonly extension: vscode.ExtensionContext;
  /** Ends a part with the window. @returns the part */
  readonly own: <T extends IDisposable>(part: T) => T;
  readonly clock: Clock;
  readonly log: ExtensionLog;
  readonly leases: FileLeases;
  /** Where the extension keeps its files: absolute. */
  readonly storage: string;
}

/** @param parts what ends with the window */
export function makeBasis(extension: vscode.ExtensionContext, parts: Disposables): Basis {
  const log = new ExtensionLog(vscode.window.createOutputChannel('Makistry CAD', { log: true }));
  // Last of all: what ends may have something to say.
  parts.own({ dispose: () => void parts.ended.then(() => log.dispose()) });
  return {
    extension,
    own: (part) => parts.own(part),
    clock: systemClock,
    log,
    leases: new FileLeases(),
    storage: extension.globalStorageUri.fsPath,
  };
}
