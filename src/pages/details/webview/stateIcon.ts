import type { JobState } from '../../../jobs/model';

/** Outlines on a square of 16: each state has its own shape, and doesn't depend on colour alone. */
const paths: Readonly<Record<JobState, string>> = {
  submitting: 'M4.5 12H11.5A3 3 0 0 0 12 6.1 4.2 4.2 0 0 0 4 6.5 2.8 2.8 0 0 0 4.5 12ZM8 11.5V7M6 9 8 7 10 9',
  queued: 'M8 2A6 6 0 1 0 8 14 6 6 0 0 0 8 2ZM8 4.5V8.3L10.5 9.8',
  processing: 'M14 8A6 6 0 1 1 8 2',
  succeeded: 'M8 2A6 6 0 1 0 8 14 6 6 0 0 0 8 2ZM5.2 8.2 7.2 10.2 10.9 6.1',
  failed: 'M8 2A6 6 0 1 0 8 14 6 6 0 0 0 8 2ZM5.8 5.8 10.2 10.2M10.2 5.8 5.8 10.2',
  expired: 'M3 5.5A6 6 0 1 1 2 8M2.5 2.5 3 5.5 6 5M8 5V8.3L10.2 9.6',
};

export function stateIcon(state: JobState): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', `state-icon ${state}`);
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[state]);
  svg.append(path);
  return svg;
}
