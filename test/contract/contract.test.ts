import { describeAccess } from './access.js';
import { describeExamples } from './examples.js';
import { describeJobs } from './jobs.js';
import { describeRefusals } from './refusals.js';
import { openTarget } from './target.js';

/**
 * The contract, rule by rule. A tag says where a rule comes from: [J] the provider's page about asynchronous jobs, [D]
 * its other pages, [?] nowhere: our assumption, so that a failure says that we were wrong.
 */
const target = openTarget(process.env);
describe('The Makistry Generation API', () => {
  describeAccess(target);
  describeRefusals(target);
  describeJobs(target);
  describeExamples(target);
});
