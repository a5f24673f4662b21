/** The lengths have limits because text from outside must not make the search take long. */
const secretPattern =
  /mk_(pub|sec)_[0-9a-zA-Z]+|whsec_[0-9a-zA-Z+/=_-]+|(?<=[?&][\w-]{0,60}(?:signature|sig|token|key|credential|expires)[\w-]{0,60}=)[^&\s"'<>]+/gi;

/** Replaces API keys, signing secrets and the signatures in signed URLs, so that `text` can be shown or logged. */
export function redact(text: string): string {
  return text.replace(secretPattern, (secret) => (secret.startsWith('mk_') ? `${secret.slice(0, 7)}…` : '…'));
}
