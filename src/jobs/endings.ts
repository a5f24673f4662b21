import { refusal, type ApiError } from '../api/errors';
import { without } from '../base/without';
import { expiredCode } from './expiry';
import { isUnfinished, type Conclusion, type JobRecord } from './model';

/** The record once its file is gone, by the service's word. */
export function goneBy(record: JobRecord, { message }: ApiError): JobRecord {
  return {
    ...without(record, 'concluded', 'takingLong'),
    state: 'expired',
    errorCode: expiredCode,
    errorMessage: message,
  };
}

/** The record once it is taken for failed without the service having said so. What has ended has. */
export function concludedBy(
  record: JobRecord,
  concluded: Conclusion,
  errorCode: string,
  errorMessage?: string,
): JobRecord {
  return isUnfinished(record)
    ? { ...record, state: 'failed', concluded, ...withError(errorCode, errorMessage) }
    : record;
}

/** The record once its request was refused. What is known as a job of the service was not. */
export function refusedBy(record: JobRecord, { code, message, status }: ApiError): JobRecord {
  if (record.jobId !== undefined) return record;
  return {
    ...record,
    state: 'failed',
    errorCode: code,
    errorMessage: message,
    ...(status !== undefined && { errorStatus: status }),
  };
}

/** Why the request of a failed record was refused. */
export function refusalOf({ errorCode = '', errorMessage = '', errorStatus }: JobRecord): ApiError {
  return refusal(errorMessage, { code: errorCode, ...(errorStatus !== undefined && { status: errorStatus }) });
}

/** The members that tell why a job has failed. */
export function withError(
  errorCode: string | undefined,
  errorMessage: string | undefined,
): { errorCode?: string; errorMessage?: string } {
  return { ...(errorCode !== undefined && { errorCode }), ...(errorMessage !== undefined && { errorMessage }) };
}
