/** Which call of the system says so, as Node.js tells it. */
const syscalls: Readonly<Record<string, string>> = {
  ENOTFOUND: 'getaddrinfo',
  EAI_AGAIN: 'getaddrinfo',
  ECONNRESET: 'read',
  EPIPE: 'write',
};

/** What `fetch` fails with, as Node.js gives it. */
export function fetchFailure(code: string, syscall = syscalls[code] ?? 'connect'): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`${syscall} ${code}`), { code, syscall }) });
}

/** A service that can't be reached: every request fails so. */
export function fetchError(code: string): () => Promise<Response> {
  return () => Promise.reject(fetchFailure(code));
}
