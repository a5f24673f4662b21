import * as vscode from 'vscode';
import {
  ApiError,
  ImageParseFailedError,
  InvalidApiKeyError,
  InvalidInputError,
  MissingApiKeyError,
  NetworkError,
  NotFoundError,
  OutputExpiredError,
  PaymentRequiredError,
  QuotaExceededError,
  RefusedError,
  ServerError,
  WrongAddressError,
} from '../api/errors';
import { redact } from '../api/redact';
import { refusalOf } from '../jobs/endings';
import { jobLabel } from '../jobs/jobLabel';
import { isRepeatable, type JobRecord } from '../jobs/model';
import { conclusionSentence } from './conclusion';
import { translated } from './translated';
import { describeInvalidInput } from './invalidInput';
import { modelRemedies } from './modelRefusal';
import {
  otherInputRemedies,
  settingsRemedy,
  showLogRemedy,
  withStop,
  type ErrorSentence,
  type Remedy,
} from './remedies';

export type { ErrorSentence, Remedy };

/** What is known around an error. */
export interface ErrorContext {
  /** The job that it is about. */
  readonly job?: JobRecord;
  /** The names of the images that were submitted, in their order, where they aren't the job's. */
  readonly images?: readonly string[];
  /** Does again what has failed, for an error that may be gone then. */
  readonly again?: Omit<Remedy, 'label'>;
  /** Wall-clock ms. */
  readonly now?: number;
}

/** A service that has refused without a time is left alone for so long, in ms (API.md, "Errors of a request"). */
const leastPauseMs = 60_000;

/** The one place where an error becomes a sentence and what to do about it. `docs/errors.md` lists them. */
export function describeError(error: unknown, context: ErrorContext = {}): ErrorSentence {
  const { t } = vscode.l10n;
  const setKey: Remedy = { label: t('Set API Key…'), command: 'makistry.setApiKey' };
  if (error instanceof MissingApiKeyError) {
    const local: Remedy = { label: t('Try Without an Account'), command: 'makistry.useLocalService' };
    const malformed = t(
      'The environment variable {0} is set, but it is not an API key, which is mk_pub_ and 32 hex digits. Nothing was sent.',
      'MAKISTRY_API_KEY',
    );
    const isMalformed = error.code === 'malformed_api_key';
    return {
      sentence: isMalformed ? malformed : t('No API key is set, so nothing was sent.'),
      remedies: [setKey, local],
    };
  }
  if (error instanceof InvalidApiKeyError)
    return {
      sentence: t('The service does not accept the API key. Set the key from your dashboard.'),
      remedies: [setKey],
    };
  if (error instanceof PaymentRequiredError) {
    return {
      sentence: t('There are not enough credits, so the job was not started.'),
      remedies: [{ label: t('Open Billing'), command: 'makistry.openDashboard' }],
    };
  }
  if (error instanceof OutputExpiredError) return describeExpiry(context);
  if (error instanceof QuotaExceededError) return describeLimit(error, context);
  if (error instanceof InvalidInputError || error instanceof ImageParseFailedError)
    return describeInvalidInput(
      error,
      context.job,
      context.images ?? (context.job?.images ?? []).map(({ name }) => name),
    );
  if (error instanceof NetworkError) return describeNetworkError(error, context);
  if (error instanceof ServerError) {
    return {
      sentence: t('The service has a problem (HTTP {0}). Try again later.', error.status ?? 500),
      remedies: [...tryAgain(context), showLogRemedy()],
    };
  }
  if (error instanceof NotFoundError)
    return {
      sentence: t('The service does not know this job. It may belong to another API key.'),
      remedies: [showLogRemedy()],
    };
  if (error instanceof RefusedError)
    return {
      sentence: t('The service does not accept the request: {0}', withStop(translated(error))),
      remedies: [showLogRemedy()],
    };
  if (error instanceof WrongAddressError)
    return { sentence: translated(error), remedies: [settingsRemedy('makistry.apiBaseUrl')] };
  if (error instanceof ApiError && error.code === 'invalid_base_url') {
    return {
      sentence: t('The setting makistry.apiBaseUrl is not an https address, so nothing was sent.'),
      remedies: [settingsRemedy('makistry.apiBaseUrl')],
    };
  }
  return { sentence: redact(error instanceof Error ? translated(error) : String(error)), remedies: [showLogRemedy()] };
}

/** Why a job has failed, and what to do about it. */
export function describeFailedJob(job: JobRecord): ErrorSentence {
  const { t } = vscode.l10n;
  const { errorCode: code, errorMessage: message } = job;
  const details: Remedy = { label: t('Show Details'), command: 'makistry.showJob', args: [job.requestId] };
  const concluded = conclusionSentence(job);
  if (concluded !== undefined) return { sentence: t('“{0}”: {1}', jobLabel(job), concluded), remedies: [details] };
  // What was refused never became a job.
  if (job.jobId === undefined) return describeError(refusalOf(job), { job });
  const reason =
    message === undefined || code === undefined
      ? (message ?? code ?? t('The service gave no reason.'))
      : `${message} (${code})`;
  return {
    sentence: t('“{0}” could not be generated: {1}', jobLabel(job), redact(reason)),
    remedies: [...modelRemedies(job), ...otherInputRemedies(job), details],
  };
}

function describeExpiry({ job }: ErrorContext): ErrorSentence {
  const { t } = vscode.l10n;
  if (!job || !isRepeatable(job))
    return { sentence: t('The file of this job has expired after 30 days.'), remedies: [] };
  const again: Remedy = { label: t('Generate Again'), command: 'makistry.regenerateJob', args: [job.requestId] };
  return {
    sentence: t('The file of this job has expired after 30 days. Generate it again to get a new one.'),
    remedies: [again],
  };
}

function describeLimit(
  { retryAfterMs = leastPauseMs }: QuotaExceededError,
  { now = Date.now() }: ErrorContext,
): ErrorSentence {
  const { t } = vscode.l10n;
  const usage: Remedy = { label: t('Show Usage'), command: 'makistry.showUsage' };
  return {
    sentence: t('The limit of requests is used up. It goes on at {0}.', timeOfDay(now + retryAfterMs, now)),
    remedies: [usage],
  };
}

function describeNetworkError({ failure }: NetworkError, context: ErrorContext): ErrorSentence {
  const { t } = vscode.l10n;
  const remedies = [...tryAgain(context), showLogRemedy()];
  switch (failure) {
    case 'proxy':
      return {
        sentence: t('The proxy did not let the request through. Check VS Code’s proxy settings.'),
        remedies: [settingsRemedy('http.proxy', 'http.proxySupport', 'http.noProxy')],
      };
    case 'tls':
      return {
        sentence: t(
          'The certificate of the service, or of a proxy in between, is not trusted. Check VS Code’s certificate settings.',
        ),
        remedies: [settingsRemedy('http.systemCertificates', 'http.proxyStrictSSL', 'http.proxy')],
      };
    case 'offline':
      return { sentence: t('The network is not reachable. Check the connection and try again.'), remedies };
    case 'dns':
      return {
        sentence: t('The address of the service could not be looked up. Check the connection and try again.'),
        remedies,
      };
    case 'refused':
      return { sentence: t('Nothing accepts connections at the address of the service. Try again later.'), remedies };
    case 'timeout':
      return { sentence: t('The service did not answer in time. Try again later.'), remedies };
    case 'interrupted':
      return { sentence: t('The connection to the service was lost. Try again.'), remedies };
  }
}

function tryAgain({ again }: ErrorContext): readonly Remedy[] {
  return again ? [{ ...again, label: vscode.l10n.t('Try Again') }] : [];
}

/** The next full minute, with the day if that is another one. */
function timeOfDay(at: number, now: number): string {
  const time = new Date(Math.ceil(at / 60_000) * 60_000);
  const isToday = time.toDateString() === new Date(now).toDateString();
  return time.toLocaleString(vscode.env.language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(!isToday && { day: 'numeric', month: 'short' }),
  });
}
