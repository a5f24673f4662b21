import assert from 'node:assert/strict';
import * as path from 'node:path';
import { PromptChecks } from '../../../src/local/check/client.js';
import { ManualClock } from '../../support/manualClock.js';
import { MemoryLog } from '../../support/memoryLog.js';
import { findRoot } from '../../support/root.js';
