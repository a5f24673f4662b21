import type { Clock } from '../base/clock';
import type { Logger } from '../base/logger';
import type { JobStore } from '../jobs/store';
import type { PromptDrafts } from '../host/drafts';
import type { PreviewCopies } from '../host/previewCopies';
import type { Pictures } from '../host/pictures';

/** What is shown in documents stands on. */
export interface DocumentParts {
  readonly store: JobStore;
  readonly drafts: PromptDrafts;
  readonly copies: Pick<PreviewCopies, 'of'>;
  readonly pictures: Pick<Pictures, 'of'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Absolute path of the folder of the bundles. */
  readonly dist: string;
}
