import type * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { IDisposable } from '../base/disposable';
import type { Event } from '../base/emitter';
import type { Logger } from '../base/logger';
import type { JobRecord } from '../jobs/model';
import type { ServiceProfile } from '../jobs/serviceProfile';
import type { JobStore } from '../jobs/store';

export interface KeyNameSource {
  /** Every account that can be asked now, and what the user calls its key. */
  read(): Promise<readonly { readonly account: string; readonly label: string }[]>;
  /** They have changed. */
  onDidChange(listener: () => void): IDisposable;
}

export interface JobsViewParts {
  readonly store: JobStore;
  /** Whether the files that jobs were saved as are still there. */
  readonly files: { has(uri: string): boolean; readonly onDidChange: Event<void> };
  readonly keys: KeyNameSource;
  /** Whether a service may have older jobs of an account than the `known` ones. */
  readonly older: { mayHaveMore(account: string, known: number): boolean; readonly onDidChange: Event<void> };
  readonly profileOf: (account: string) => ServiceProfile;
  readonly workspace: () => string | undefined;
  /**
   * The file of a job that is dragged, which is downloaded first where it isn't there; undefined when that can't be
   * done without a question.
   */
  readonly fileOf: (job: JobRecord) => Promise<vscode.Uri | undefined>;
  /** Keeps the filter. */
  readonly state: vscode.Memento;
  readonly clock: Clock;
  readonly log: Logger;
}
