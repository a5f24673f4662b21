import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartDataset,
} from 'chart.js';
import { chartTheme, fillOf, watchTheme, type ChartTheme } from './theme';

Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip);

export interface Bars {
  readonly labels: readonly string[];
  readonly series: readonly { readonly label: string; readonly values: readonly number[] }[];
  /** Puts a number into words. */
  readonly format: (value: number) => string;
  readonly stacked: boolean;
}

/**
 * Bars in the colours of the theme. A table beside them has the same numbers, so to a screen reader they are one
 * picture with a name.
 */
export class BarChart {
  readonly element: HTMLElement;
  readonly #canvas = document.createElement('canvas');
  #bars: Bars | undefined;
  #chart: Chart<'bar'> | undefined;

  constructor() {
    this.#canvas.setAttribute('role', 'img');
    this.element = document.createElement('div');
    this.element.className = 'chart';
    this.element.hidden = true;
    this.element.append(this.#canvas);
    watchTheme(() => this.#draw());
  }

  show(label: string, bars: Bars): void {
    this.#canvas.setAttribute('aria-label', label);
    this.#bars = bars;
    this.#draw();
  }

  clear(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  #draw(): void {
    if (!this.#bars) return;
    const { labels, series } = this.#bars;
    const theme = chartTheme();
    const data = { labels: [...labels], datasets: series.map((one, at) => dataset(one, at, theme)) };
    this.clear();
    this.#chart = new Chart(this.#canvas, { type: 'bar', data, options: this.#options(this.#bars, theme) });
  }

  #options(
    { series, format, stacked }: Bars,
    { text, grid, font, tooltip }: ChartTheme,
  ): NonNullable<ConstructorParameters<typeof Chart<'bar'>>[1]['options']> {
    const ticks = { color: text, font };
    return {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      scales: {
        x: {
          stacked,
          ticks: { ...ticks, maxRotation: 0, autoSkipPadding: 12 },
          grid: { display: false },
          border: { color: grid },
        },
        y: {
          stacked,
          beginAtZero: true,
          ticks: { ...ticks, maxTicksLimit: 6, callback: (value) => format(Number(value)) },
          grid: { color: grid },
          border: { display: false },
        },
      },
      plugins: {
        legend: {
          display: series.length > 1,
          position: 'bottom',
          align: 'start',
          labels: { color: text, font, boxWidth: 14, boxHeight: 10 },
        },
        tooltip: {
          backgroundColor: tooltip.background,
          titleColor: tooltip.text,
          bodyColor: tooltip.text,
          borderColor: tooltip.border,
          borderWidth: 1,
          cornerRadius: 3,
          titleFont: font,
          bodyFont: font,
          callbacks: { label: ({ dataset: { label = '' }, parsed: { y } }) => `${label}: ${format(y ?? 0)}` },
        },
      },
    };
  }
}

/** A series has a colour and a pattern, and an edge where the theme wants one. */
function dataset({ label, values }: Bars['series'][number], at: number, theme: ChartTheme): ChartDataset<'bar'> {
  return {
    label,
    data: [...values],
    backgroundColor: fillOf(at, theme),
    borderColor: theme.edge,
    borderWidth: theme.edge === undefined ? 0 : 1,
    maxBarThickness: 36,
    minBarLength: 0,
  };
}
