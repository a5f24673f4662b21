import { designModes, outputFormats } from '../../api/types';
import type { JobRecord } from '../../jobs/model';
import type { GenerateOptions } from './generateOptions';
import { settings } from '../../host/settings';

/** Mode and format for a new job like this one. A mode or format that isn't documented can't be asked for. */
export function optionsOf({ designMode, outputFormat }: JobRecord): GenerateOptions {
  return {
    designMode: designModes.find((mode) => mode === designMode) ?? settings.defaultDesignMode(),
    outputFormat: outputFormats.find((format) => format === outputFormat) ?? settings.defaultOutputFormat(),
  };
}
